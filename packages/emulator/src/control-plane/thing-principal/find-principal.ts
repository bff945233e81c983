import { quote } from '@thingplan/core'
import { arnOf, nameInArn } from '../../arn.js'
import { invalidRequest } from '../../exception/exceptions.js'
import type { DeviceCertificate } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import { findCertificate } from '../certificate/find-certificate.js'

/** The certificate that `principal` of a request names by its ARN; the emulator has no other kind of principal. */
export const requestedPrincipal = (world: World, input: Input): DeviceCertificate => {
  const principal = requiredText(input, 'principal', constraints.principal)
  const id = nameInArn(world.account, 'cert', principal)
  if (id === undefined) {
    throw invalidRequest(`principal ${quote(principal)} must have the form ${arnOf(world.account, 'cert', '<id>')}`)
  }
  return findCertificate(world, id)
}
