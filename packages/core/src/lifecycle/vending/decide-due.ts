import type { DeviceCertificate, IssuedCertificate, ReadyCertificate } from '../device-store/device-record.js'
import { grantOfToken } from './judge-credential.js'
import { giveUpCertificate, isRegistered, promote, retire } from './retire-certificate.js'
import type { ProceedVending, VendingDecision } from './vending-decision.js'
import { leaseOf, proceed, settled, type VendingScene, withFormerKey } from './vending-scene.js'

/** One of the two has to go: the old one, unless it is the one of the same grant that the device was seen with. */
const part = (scene: VendingScene, current: DeviceCertificate, next: ReadyCertificate): ProceedVending => {
  const { record } = scene
  if (current.grant === next.grant && current.seenAt !== undefined) {
    const formerKeyHashes = withFormerKey(record, next.keyHash)
    const retiring = isRegistered(scene, {}) ? giveUpCertificate(next) : undefined
    return proceed(scene, 'due', { changes: { next: undefined, formerKeyHashes, retiring } })
  }
  const formerKeyHashes = withFormerKey(record, current.keyHash)
  const replaced = { certificateId: current.certificateId, reason: 'replaced' } as const
  const retiring = isRegistered(scene, current) ? replaced : undefined
  return proceed(scene, 'due', { changes: { next: undefined, current: promote(next), formerKeyHashes, retiring } })
}

/** A certificate that may be active beside the current one does not stay so for longer than one that is ready. */
const giveUp = (scene: VendingScene, next: IssuedCertificate): ProceedVending | undefined => {
  const { record, vending, now } = scene
  if (leaseOf(scene, next.lease) !== 'over' || next.claimedAt + vending.overlapMilliseconds > now) return undefined
  const { token } = record
  const isBound = token !== undefined && next.delivery === 'csr' && next.grant === grantOfToken(token.hash)
  return proceed(scene, 'give-up', {
    changes: {
      ...(isBound ? { token: { ...token, keyHash: next.keyHash } } : undefined),
      next: undefined,
      retiring: giveUpCertificate(next),
      formerKeyHashes: withFormerKey(record, next.keyHash),
    },
  })
}

/** What is due now, if anything. */
export const whatIsDue = (scene: VendingScene): VendingDecision | undefined => {
  const { current, next, retiring } = scene.record
  if (retiring !== undefined) return retire(scene, retiring)
  if (current === undefined || next === undefined || next.stage === 'claimed') return undefined
  if (next.stage === 'issued') return giveUp(scene, next)
  return next.retiresAt !== undefined && next.retiresAt <= scene.now ? part(scene, current, next) : undefined
}

/** Decides on the time. */
export const decideDue = (scene: VendingScene): VendingDecision => whatIsDue(scene) ?? settled
