import { randomBytes } from 'node:crypto'
import type { Certificate } from '@thingplan/core'
import { insertCertificate } from '../../control-plane/certificate/insert.js'
import type { OwnershipToken } from '../../registry/records.js'
import type { World } from '../../world.js'
import { ProvisioningRejection } from './provisioning-rejection.js'

/** Developer Guide, "Device provisioning MQTT API": a token is good for an hour. */
const lifetime = 60 * 60_000

/** Puts a certificate that was just issued on record as PENDING_ACTIVATION, and answers with what proves that it was asked for. */
export const grantOwnership = (world: World, certificate: Certificate, claimCertificateId: string): string => {
  insertCertificate(world, { certificate, status: 'PENDING_ACTIVATION', mode: 'DEFAULT', caCertificateId: undefined })
  const token = randomBytes(48).toString('base64url')
  const expiresAt = new Date(world.clock().getTime() + lifetime)
  world.registry.ownershipTokens.set(token, {
    certificateId: certificate.id,
    claimCertificateId,
    expiresAt,
    use: 'none',
  })
  return token
}

/** A token in use; what came of it is said exactly once. */
export interface Ownership {
  readonly certificateId: string
  /** The device is provisioned: nobody is provisioned with this token again. */
  spend(): void
  /** The device is not provisioned, and may try again. */
  release(): void
}

/**
 * Takes a token for one request; a second request at the same time does not get it.
 *
 * @throws {ProvisioningRejection}
 */
export const takeOwnership = (world: World, token: unknown, claimCertificateId: string): Ownership => {
  const { ownershipTokens } = world.registry
  if (typeof token !== 'string' || token === '') throw invalidToken('cannot be empty')
  const granted = ownershipTokens.get(token)
  // A token of another device is not told from one that never was.
  if (granted?.claimCertificateId !== claimCertificateId) throw invalidToken('is unknown or has expired')
  if (granted.use !== 'none') throw invalidToken(granted.use === 'done' ? 'has been used' : 'is in use')
  const setUse = (use: OwnershipToken['use']): void => {
    if (ownershipTokens.has(token)) ownershipTokens.set(token, { ...granted, use })
  }
  setUse('pending')
  return { certificateId: granted.certificateId, spend: () => setUse('done'), release: () => setUse('none') }
}

const invalidToken = (problem: string): ProvisioningRejection =>
  new ProvisioningRejection(400, 'InvalidCertificateOwnershipToken', `the certificate ownership token ${problem}`)
