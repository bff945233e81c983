import type {
  ClaimedCertificate,
  DeviceCertificate,
  DeviceThing,
  IssuedCertificate,
  ReadyCertificate,
} from '../device-store/device-record.js'
import { giveUpFirst } from './give-up-first.js'
import { grantOfToken } from './judge-credential.js'
import { planActivation } from './plan-activation.js'
import { givenUp, giveUpCertificate, isRegistered, promote, retire } from './retire-certificate.js'
import type { ProceedVending, RefuseVending, VendingDecision } from './vending-decision.js'
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

/** Whether the registration refuses what was issued, without asking anybody. */
const isRefused = ({ vending, record, facts }: VendingScene, next: IssuedCertificate): boolean => {
  const registration = vending.registration?.(record.serialNumber)
  if (registration === undefined) return false
  const { outcome } = planActivation(vending, registration, record, next, facts.now, facts.answers)
  return outcome === 'refused' || outcome === 'thing-changed'
}

/**
 * A certificate that may be active beside the current one does not stay so for longer than one that is ready. Without a current one it is
 * what the device waits for, unless it is refused.
 */
const giveUp = (scene: VendingScene, next: IssuedCertificate): ProceedVending | RefuseVending | undefined => {
  const { record, vending, now } = scene
  if (leaseOf(scene, next.lease) !== 'over' || next.claimedAt + vending.overlapMilliseconds > now) return undefined
  const { token } = record
  const isBound = token !== undefined && next.delivery === 'csr' && next.grant === grantOfToken(token.hash)
  const bound = isBound ? { token: { ...token, keyHash: next.keyHash } } : undefined
  const withThing = (thing: DeviceThing | undefined): ProceedVending =>
    proceed(scene, 'give-up', { changes: { ...bound, thing, next: undefined, ...givenUp(scene, next) } })
  if (record.current !== undefined) return withThing(record.thing)
  return isRefused(scene, next) ? giveUpFirst(scene, next, withThing) : undefined
}

/** What is due now, if anything. */
export const whatIsDue = (scene: VendingScene): VendingDecision | undefined => {
  const { current, next, retiring } = scene.record
  if (retiring !== undefined) return retire(scene, retiring)
  if (next === undefined || next.stage === 'claimed') return undefined
  if (next.stage === 'issued') return giveUp(scene, next)
  return current !== undefined && next.retiresAt !== undefined && next.retiresAt <= scene.now
    ? part(scene, current, next)
    : undefined
}

/** Whether the token that a key was claimed with can still have a certificate issued. */
const isTokenAlive = ({ record: { token }, now }: VendingScene, { grant }: ClaimedCertificate): boolean =>
  token !== undefined && grant === grantOfToken(token.hash) && token.spentAt === undefined && token.expiresAt > now

/**
 * A claim whose worker is gone. While its token lives it stays, since it is what binds the two to each other; an owner, who has no token, is
 * waited for as long as anybody is. What was issued for the key, or is by a worker that was asleep, is nobody's from now on.
 */
const lapse = (scene: VendingScene, next: ClaimedCertificate): ProceedVending | undefined => {
  const { record, vending, now } = scene
  if (next.lease.until + vending.leaseMilliseconds > now || isTokenAlive(scene, next)) return undefined
  const isOfOwner = next.grant.startsWith('owner:')
  if (isOfOwner && next.claimedAt + vending.overlapMilliseconds > now) return undefined
  const formerKeyHashes = withFormerKey(record, next.keyHash)
  return proceed(scene, 'lapse', { changes: { next: undefined, formerKeyHashes } })
}

/** Decides on the time. A claim lapses then only: whoever asks takes it over, and finds what was issued for it. */
export const decideDue = (scene: VendingScene): VendingDecision => {
  const { next, retiring } = scene.record
  const isClaimed = retiring === undefined && next?.stage === 'claimed'
  return (isClaimed ? lapse(scene, next) : whatIsDue(scene)) ?? settled
}
