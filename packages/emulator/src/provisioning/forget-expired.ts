import { arnOf } from '../arn.js'
import type { World } from '../world.js'

/** Thirty days after its end, in milliseconds. */
const taskLifetime = 30 * 86_400_000

/**
 * Forgets what has expired by the emulator's clock: claims, ownership tokens, certificates that nobody has used before
 * their token expired (Developer Guide, "Device provisioning MQTT API"), and registration tasks ("Bulk registration").
 */
export const forgetExpired = (world: World): void => {
  const { ownershipTokens, provisioningClaims, registrationTasks } = world.registry
  if (ownershipTokens.size === 0 && provisioningClaims.size === 0 && registrationTasks.size === 0) return
  const now = world.clock().getTime()
  for (const [id, { expiresAt }] of provisioningClaims) {
    if (expiresAt.getTime() <= now) provisioningClaims.delete(id)
  }
  for (const [id, { endedAt }] of registrationTasks) {
    if (endedAt !== undefined && endedAt.getTime() + taskLifetime <= now) registrationTasks.delete(id)
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
