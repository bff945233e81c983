import { readCertificate } from '../../certificate/read-certificate.js'
import type { DeviceCertificate, NextCertificate } from '../device-store/device-record.js'
import { claimKey, type Errand, issueFor } from './claim-key.js'
import { mayGiveUp, supersede, supersedeRefused } from './supersede.js'
import type { AnswerVending, ProceedVending, VendingDecision, VendingRefusal } from './vending-decision.js'
import type { VendingRequest } from './vending-message.js'
import { leaseNow, leaseOf, proceed, refuse, type VendingScene } from './vending-scene.js'
import { issueId, workOn } from './work-on-claim.js'

/** Answers with a certificate that is ready. */
const answer = (
  { record }: VendingScene,
  certificate: { readonly certificateId: string; readonly certificatePem?: string | undefined },
  { keyHash, delivery }: VendingRequest,
): AnswerVending => {
  const { certificateId, certificatePem = '' } = certificate
  const { thing } = record
  const thingName = thing === undefined ? undefined : { thingName: thing.thingName }
  return Object.freeze({
    verdict: 'answer',
    transition: 'answer',
    answer: Object.freeze({ certificateId, certificatePem, keyHash, delivery, ...thingName }),
  })
}

const takeOver = (
  scene: VendingScene,
  { tokenAliveAt }: Errand,
  next: NextCertificate,
  transition: 'take-over' | 'finish-first',
): ProceedVending =>
  proceed(scene, transition, { changes: { next: { ...next, lease: leaseNow(scene) } }, tokenAliveAt })

const inProgress = ({ now }: VendingScene, { lease }: NextCertificate): VendingDecision =>
  refuse('claim-in-progress', { retryAfterMilliseconds: Math.max(1, lease.until - now) })

/** What a certificate itself is refused for, and not only for now. */
const lasting: readonly VendingRefusal['reason'][] = ['registration-refused', 'thing-changed']

const isRefused = (decision: VendingDecision): boolean =>
  decision.verdict === 'refuse' && lasting.includes(decision.refusal.reason)

const hasExpired = ({ now }: VendingScene, certificatePem: string): boolean =>
  readCertificate(certificatePem).notAfter.getTime() <= now

/** Decides on a request for the key that is on its way. */
const decideSameKey = (scene: VendingScene, errand: Errand, next: NextCertificate): VendingDecision => {
  const { request } = errand
  if (next.stage === 'ready') return answer(scene, next, request)
  const lease = leaseOf(scene, next.lease)
  if (lease === 'theirs') return inProgress(scene, next)
  // What was issued is recorded, however late: whoever took over in the meantime would have made a newer version.
  const isIssued = next.stage === 'claimed' && scene.facts.completed?.includes(issueId(next.keyHash, next.lease.until))
  if (lease === 'over' && isIssued !== true) return takeOver(scene, errand, next, 'take-over')
  return workOn(scene, next, issueFor(scene, request, next.lease.until), next.lease.until)
}

/** Decides on a request that what is on its way is no answer to: for another key, or for one whose certificate has expired unused. */
const decideOtherKey = (scene: VendingScene, errand: Errand, next: NextCertificate): VendingDecision => {
  if (!mayGiveUp(next, errand)) return refuse('claimed-by-another-key')
  const lease = leaseOf(scene, next.lease)
  const mustFinish = next.stage === 'issued' && scene.record.current === undefined
  if (mustFinish && lease === 'ours') {
    // What is finished only to be given up holds nobody up; nor does what cannot be finished, since it is refused.
    const worked = workOn(scene, next, undefined, scene.now)
    return isRefused(worked) ? supersedeRefused(scene, errand, next) : worked
  }
  if (lease !== 'over') return inProgress(scene, next)
  if (scene.record.supersessions >= scene.vending.mostSupersessions) return refuse('superseded-too-often')
  return mustFinish ? takeOver(scene, errand, next, 'finish-first') : supersede(scene, errand, next)
}

/** Decides on a request of a device for which no certificate is on its way. */
const decideAnew = (scene: VendingScene, errand: Errand): VendingDecision => {
  const { current, supersessions } = scene.record
  if (current === undefined || current.grant !== errand.grant || current.seenAt !== undefined) {
    return claimKey(scene, errand, 'claim')
  }
  // The current certificate came by the same grant, and nobody has used it.
  if (!mayGiveUp(current, errand)) return refuse('claimed-by-another-key')
  if (supersessions >= scene.vending.mostSupersessions) return refuse('superseded-too-often')
  return claimKey(scene, errand, 'supersede', { supersessions: supersessions + 1 })
}

/**
 * Whether the current certificate is the answer for its key. A device that uses it already and was granted another has come for another,
 * with the same key or not; one that has expired is of no use to anybody.
 */
const isAnswer = (
  scene: VendingScene,
  { keyHash, certificatePem, grant, seenAt }: DeviceCertificate,
  errand: Errand,
): boolean =>
  keyHash === errand.request.keyHash &&
  certificatePem !== undefined &&
  (grant === errand.grant || seenAt === undefined) &&
  !hasExpired(scene, certificatePem)

/** Decides on a request whose credential holds, from what is on its way and what there is. */
export const decideClaim = (scene: VendingScene, errand: Errand): VendingDecision => {
  const { current, next } = scene.record
  if (current !== undefined && isAnswer(scene, current, errand)) return answer(scene, current, errand.request)
  if (next === undefined) return decideAnew(scene, errand)
  const isStale = next.stage === 'ready' && hasExpired(scene, next.certificatePem)
  const isSameKey = next.keyHash === errand.request.keyHash && !isStale
  return isSameKey ? decideSameKey(scene, errand, next) : decideOtherKey(scene, errand, next)
}
