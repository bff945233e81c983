import { resourceNotFound } from '../../exception/exceptions.js'
import type { DeviceCertificate } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'

/** @throws {ResourceNotFoundException} */
export const findCertificate = (world: World, id: string): DeviceCertificate => {
  const certificate = world.registry.certificates.get(id)
  if (certificate === undefined) throw resourceNotFound(`certificate ${id} does not exist`)
  return certificate
}

/** The certificate that `certificateId` of a request names. */
export const requestedCertificate = (world: World, input: Input): DeviceCertificate =>
  findCertificate(world, requiredText(input, 'certificateId', constraints.certificateId).toLowerCase())
