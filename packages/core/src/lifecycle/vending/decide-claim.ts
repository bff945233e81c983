import type { RecordChanges } from '../device-store/amend-record.js'
import type { ClaimedCertificate, DeviceCertificate, NextCertificate } from '../device-store/device-record.js'
import { giveUpCertificate, isRegistered, promote } from './retire-certificate.js'
import type { AnswerVending, ProceedVending, VendingDecision, VendingEffect } from './vending-decision.js'
import type { VendingRequest } from './vending-message.js'
import { leaseNow, leaseOf, proceed, refuse, type VendingScene, withFormerKey } from './vending-scene.js'
import type { VendingTransitionName } from './vending-transitions.js'
import { issueId, workOn } from './work-on-claim.js'

/** A request whose credential holds. */
export interface Errand {
  readonly request: VendingRequest
  readonly grant: string
  readonly tokenAliveAt?: number | undefined
}

/** What a key was claimed for. */
type Claimant = Pick<DeviceCertificate, 'grant' | 'delivery' | 'sealingKeyHash'>

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

const issueFor = (
  { vending }: VendingScene,
  { serialNumber, csr, keyHash }: VendingRequest,
  before: number,
): VendingEffect => ({
  effect: 'issue',
  id: issueId(keyHash, before),
  issuer: vending.issuer,
  serialNumber,
  csr,
  keyHash,
  before,
})

/** Claims the request's key. The token has to live when it is written, whatever the clock said when it was read. */
const claimKey = (
  scene: VendingScene,
  { request, grant, tokenAliveAt }: Errand,
  transition: VendingTransitionName,
  changes: RecordChanges = {},
): ProceedVending => {
  const { keyHash, delivery, sealingKeyHash } = request
  const lease = leaseNow(scene)
  const next: ClaimedCertificate = {
    stage: 'claimed',
    keyHash,
    grant,
    delivery,
    ...(sealingKeyHash === undefined ? undefined : { sealingKeyHash }),
    claimedAt: scene.now,
    lease,
  }
  const isRetiring = changes.retiring !== undefined
  return proceed(scene, transition, {
    changes: { ...changes, next },
    tokenAliveAt,
    // A key that was never claimed has no certificate yet. Behind a retirement it is looked for all the same.
    ...(isRetiring ? undefined : { effect: issueFor(scene, request, lease.until) }),
  })
}

/**
 * Whether the request may have another key given up for its own: whoever was granted a certificate anew, an owner, or who has
 * its key made here and sealed to the same key as before. A token and a CSR name one key for good, so that a thief who comes
 * second gets nothing.
 */
const mayGiveUp = ({ grant: claimed, delivery, sealingKeyHash }: Claimant, { request, grant }: Errand): boolean =>
  claimed !== grant ||
  request.credential.kind === 'owner' ||
  (request.delivery !== 'csr' && delivery === request.delivery && sealingKeyHash === request.sealingKeyHash)

/** Gives up the key on its way, and its certificate where there is one. */
const supersede = (scene: VendingScene, errand: Errand, next: NextCertificate): ProceedVending => {
  const { record } = scene
  const supersessions = record.supersessions + 1
  if (next.stage === 'claimed') {
    const formerKeyHashes = withFormerKey(record, next.keyHash)
    return claimKey(scene, errand, 'supersede', { supersessions, formerKeyHashes })
  }
  if (record.current === undefined && next.stage === 'ready') {
    return claimKey(scene, errand, 'supersede', { supersessions, current: promote(next) })
  }
  const formerKeyHashes = withFormerKey(record, next.keyHash)
  if (!isRegistered(scene, {})) return claimKey(scene, errand, 'supersede', { supersessions, formerKeyHashes })
  const retiring = giveUpCertificate(next)
  return claimKey(scene, errand, 'supersede-retiring', { supersessions, formerKeyHashes, retiring })
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

/** Decides on a request for another key than the one that is on its way. */
const decideOtherKey = (scene: VendingScene, errand: Errand, next: NextCertificate): VendingDecision => {
  if (!mayGiveUp(next, errand)) return refuse('claimed-by-another-key')
  const lease = leaseOf(scene, next.lease)
  const mustFinish = next.stage === 'issued' && scene.record.current === undefined
  // What is finished only to be given up holds nobody up.
  if (mustFinish && lease === 'ours') return workOn(scene, next, undefined, scene.now)
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

/** Decides on a request whose credential holds, from what is on its way and what there is. */
export const decideClaim = (scene: VendingScene, errand: Errand): VendingDecision => {
  const { current, next } = scene.record
  const { keyHash } = errand.request
  if (current?.keyHash === keyHash && current.certificatePem !== undefined)
    return answer(scene, current, errand.request)
  if (next === undefined) return decideAnew(scene, errand)
  return next.keyHash === keyHash ? decideSameKey(scene, errand, next) : decideOtherKey(scene, errand, next)
}
