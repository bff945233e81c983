import { demand } from '../check-options.js'
import type { ClaimedCertificate, IssuedCertificate, ReadyCertificate } from '../device-store/device-record.js'
import { hashKey } from './hash-key.js'
import { planActivation } from './plan-activation.js'
import type { VendingDecision, VendingEffect } from './vending-decision.js'
import type { VendedCertificate } from './vending-facts.js'
import { leaseNow, proceed, refuse, type VendingScene } from './vending-scene.js'

/** The deadline of the current certificate, where there is one to be retired for this. */
const deadline = ({ vending, record, now }: VendingScene): { readonly retiresAt?: number } =>
  record.current === undefined ? {} : { retiresAt: now + vending.overlapMilliseconds }

/** Records a certificate for the claimed key. Nothing is activated that the record does not name. */
const adopt = (scene: VendingScene, next: ClaimedCertificate, vended: VendedCertificate): VendingDecision => {
  const { certificate, registered, caCertificatePem } = vended
  const isSameKey = hashKey(certificate.publicKey.spki) === next.keyHash
  demand(isSameKey, 'facts-malformed', 'certificate', 'a certificate for the claimed key')
  const { id: certificateId, pem: certificatePem } = certificate
  const claim = { ...next, certificateId, certificatePem, lease: leaseNow(scene) }
  if (scene.vending.registration === undefined) {
    const ready: ReadyCertificate = { ...claim, stage: 'ready', readyAt: scene.now, ...deadline(scene) }
    return proceed(scene, 'handed-out', { changes: { next: ready } })
  }
  const issued: IssuedCertificate = {
    ...claim,
    stage: 'issued',
    registered,
    ...(caCertificatePem === undefined ? undefined : { caCertificatePem }),
  }
  return proceed(scene, 'issued', { changes: { next: issued } })
}

/**
 * Effects are known by the lease under which they were done: what came of one counts under no other. Whoever was asleep brings
 * outcomes along that have been undone since.
 */
export const issueId = (keyHash: string, leaseUntil: number): string => `issue:${keyHash}:${leaseUntil}`

const workOnClaimed = (
  scene: VendingScene,
  next: ClaimedCertificate,
  issue: VendingEffect | undefined,
): VendingDecision => {
  const { facts, vending } = scene
  const { keyHash, lease } = next
  const id = `find:${keyHash}:${lease.until}`
  const isDone = (effectId: string): boolean => facts.completed?.includes(effectId) === true
  const found = isDone(id) ? facts.found : undefined
  const vended = isDone(issueId(keyHash, lease.until)) ? facts.issued : found
  if (vended !== undefined && vended !== null) return adopt(scene, next, vended)
  // A failure may have come after the fact: the next invocation looks before it issues.
  if (facts.failed?.id === id || facts.failed?.id === issue?.id) {
    return refuse('unavailable', { retryAfterMilliseconds: Math.max(1, next.lease.until - scene.now) })
  }
  if (found === null && issue !== undefined) return proceed(scene, 'issue', { effect: issue })
  return proceed(scene, 'find', {
    effect: { effect: 'find', id, issuer: vending.issuer, keyHash, since: next.claimedAt },
  })
}

const workOnIssued = (scene: VendingScene, next: IssuedCertificate, leaseUntil: number): VendingDecision => {
  const { vending, record, facts } = scene
  const { registration } = vending
  // Issued while devices were registered at once, by a program that says now that they are not.
  if (registration === undefined) return refuse('unavailable')
  const id = `activate:${next.certificateId}:${next.lease.until}`
  if (facts.failed?.id === id) {
    return refuse('unavailable', { retryAfterMilliseconds: Math.max(1, next.lease.until - scene.now) })
  }
  const planned = planActivation(vending, registration(record.serialNumber), record, next, facts.now, facts.answers)
  switch (planned.outcome) {
    case 'refused':
      return refuse('registration-refused', { findings: planned.findings })
    case 'thing-changed':
      return refuse('thing-changed')
    case 'asked': {
      const effect: VendingEffect = { effect: 'ask', id: `ask:${next.certificateId}`, questions: planned.questions }
      // Answered once already: whoever knows could not say.
      return facts.answers === undefined ? proceed(scene, 'ask', { effect }) : refuse('unavailable')
    }
    case 'planned':
      break
  }
  if (!facts.completed?.includes(id)) {
    return proceed(scene, 'activate', { effect: { effect: 'execute', id, plan: planned.plan } })
  }
  const { registered, caCertificatePem, ...claim } = next
  const lease = { ...next.lease, until: Math.min(next.lease.until, leaseUntil) }
  const ready: ReadyCertificate = { ...claim, stage: 'ready', lease, readyAt: scene.now, ...deadline(scene) }
  return proceed(scene, 'activated', { changes: { next: ready, thing: planned.thing } })
}

/**
 * Goes on with what this invocation holds the lease of.
 *
 * @param issue - how a certificate is issued for the key; undefined where it is not the request's own
 * @param leaseUntil - until when the lease holds others up once the certificate is ready
 */
export const workOn = (
  scene: VendingScene,
  next: ClaimedCertificate | IssuedCertificate,
  issue: VendingEffect | undefined,
  leaseUntil: number,
): VendingDecision =>
  next.stage === 'claimed' ? workOnClaimed(scene, next, issue) : workOnIssued(scene, next, leaseUntil)
