import type { RecordChanges } from '../device-store/amend-record.js'
import type { DeviceRecord, DeviceToken } from '../device-store/device-record.js'
import { grantOfToken } from './judge-credential.js'
import { isRegistered, promote, retire } from './retire-certificate.js'
import type { VendingDecision } from './vending-decision.js'
import { proceed, settled, type VendingScene, withFormerKey } from './vending-scene.js'

/** The token is spent for good once a certificate is used that it was given for; one that was granted since is not. */
const spend = ({ token }: DeviceRecord, grant: string, now: number): { readonly token?: DeviceToken } =>
  token === undefined || token.spentAt !== undefined || grant !== grantOfToken(token.hash)
    ? {}
    : { token: { ...token, spentAt: now } }

/** Decides on a certificate that was seen in use. */
export const decideSighting = (scene: VendingScene, certificateId: string): VendingDecision => {
  const { record, now } = scene
  const { current, next, retiring } = record
  if (retiring !== undefined) return retire(scene, retiring)
  if (next?.stage === 'ready' && next.certificateId === certificateId) {
    const changes: RecordChanges = {
      ...spend(record, next.grant, now),
      supersessions: 0,
      current: promote(next, now),
      next: undefined,
      formerKeyHashes: withFormerKey(record, current?.keyHash),
    }
    if (current === undefined || !isRegistered(scene, current)) return proceed(scene, 'seen', { changes })
    const replaced = { certificateId: current.certificateId, reason: 'replaced' } as const
    return proceed(scene, 'seen-retiring', { changes: { ...changes, retiring: replaced } })
  }
  if (current?.certificateId !== certificateId || current.seenAt !== undefined) return settled
  const changes = { ...spend(record, current.grant, now), supersessions: 0, current: { ...current, seenAt: now } }
  return proceed(scene, 'seen-current', { changes })
}
