import { arnOf } from '../arn.js'
import type { World } from '../world.js'

/**
 * Forgets what has expired by the emulator's clock: claims, ownership tokens, and certificates that nobody has used before
 * their token expired (Developer Guide, "Device provisioning MQTT API").
 *
 * Whoever looks at the registry calls this first, so that no timer has to run.
 */
export const forgetExpired = (world: World): void => {
  const { ownershipTokens, provisioningClaims } = world.registry
  if (ownershipTokens.size === 0 && provisioningClaims.size === 0) return
  const now = world.clock().getTime()
  for (const [id, { expiresAt }] of provisioningClaims) {
    if (expiresAt.getTime() <= now) provisioningClaims.delete(id)
  }
  for (const [token, { certificateId, expiresAt }] of ownershipTokens) {
    if (expiresAt.getTime() > now) continue
    ownershipTokens.delete(token)
    if (isUnused(world, certificateId)) {
      world.registry.certificates.delete(certificateId)
      world.events.emit('certificate-status', { certificateId, status: undefined })
    }
  }
}

/** Not activated, without a thing and without a policy. */
const isUnused = ({ account, registry }: World, certificateId: string): boolean =>
  registry.certificates.get(certificateId)?.status === 'PENDING_ACTIVATION' &&
  registry.thingPrincipals.leftsOf(certificateId).length === 0 &&
  registry.policyTargets.leftsOf(arnOf(account, 'cert', certificateId)).length === 0
