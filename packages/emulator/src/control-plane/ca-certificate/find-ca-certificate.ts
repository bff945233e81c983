import { resourceNotFound } from '../../exception/exceptions.js'
import type { CaCertificate } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'

/** The CA certificate that `certificateId` of a request names. */
export const requestedCaCertificate = (world: World, input: Input): CaCertificate => {
  const id = requiredText(input, 'certificateId', constraints.certificateId).toLowerCase()
  const authority = world.registry.caCertificates.get(id)
  if (authority === undefined) throw resourceNotFound(`CA certificate ${id} does not exist`)
  return authority
}
