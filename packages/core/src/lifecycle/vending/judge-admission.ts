import type { AttemptRecord } from '../device-store/attempt-record.js'
import type { DeviceRecord } from '../device-store/device-record.js'
import { checkAsker } from './check-message.js'
import { attemptDelay, countAttempt } from './count-attempt.js'
import type { Vending } from './define-vending.js'
import { type CredentialFacts, type JudgedAsker, judgeCredential } from './judge-credential.js'
import type { RefuseVending } from './vending-decision.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingAsker } from './vending-message.js'
import { type VendingRefusalReason, vendingRefusals } from './vending-refusals.js'
import { refuse } from './vending-scene.js'

/** The credential holds, and the device is one that is given something. */
export interface AdmitVending {
  readonly verdict: 'admit'
  readonly record: DeviceRecord
  /** What certificates are given for: as long as it is the same, it is the same errand. */
  readonly grant: string
  /** The moment at which the token has to be alive still when the claim is written. */
  readonly tokenAliveAt?: number | undefined
}

export type AdmissionDecision = AdmitVending | RefuseVending

/** What an admission may depend on, beside the record. */
export type AdmissionFacts = Pick<VendingFacts, 'now' | 'ownsDevice' | 'attempts'>

const standings = { enrolled: undefined, blocked: 'device-blocked', removed: 'device-removed' } as const

/** A refusal; of somebody who has shown nothing it is counted for where it came from. */
const refuseAsker = (
  reason: VendingRefusalReason,
  { attempts: limit }: Vending,
  source: string,
  attempts: AttemptRecord | undefined,
  now: number,
): RefuseVending => {
  const refusal = refuse(reason)
  if (!vendingRefusals[reason].counts) return refusal
  return Object.freeze({ ...refusal, attempts: countAttempt(source, attempts, limit, now) })
}

/** Judges who asks, and for which key where that is known. */
export const admitAsker = (
  vending: Vending,
  asker: JudgedAsker,
  record: DeviceRecord | undefined,
  facts: AdmissionFacts & CredentialFacts,
): AdmissionDecision => {
  const { attempts } = facts
  const now = facts.now.getTime()
  const retryAfterMilliseconds = attemptDelay(attempts, vending.attempts, now)
  if (retryAfterMilliseconds > 0) return refuse('too-many-attempts', { retryAfterMilliseconds })
  const credential = judgeCredential(record, asker, facts)
  if (credential.refusal !== undefined) {
    return refuseAsker(credential.refusal, vending, asker.source, attempts, now)
  }
  if (record === undefined) return refuseAsker('device-unknown', vending, asker.source, attempts, now)
  const standing = standings[record.standing]
  if (standing !== undefined) return refuse(standing)
  const { grant, tokenAliveAt } = credential
  return { verdict: 'admit', record, grant, tokenAliveAt }
}

/**
 * Judges who asks before it is known what for, by the rules of `decideVending`: whether their source is listened to, their
 * credential holds, and the device is one that is given something. It consumes nothing, so that nothing need be verified or made for
 * somebody who has no credential. `runAdmission` is the same with a store.
 *
 * @param asker - who asks, for which device
 * @param record - what the store holds of the device; undefined where it holds nothing
 * @throws {LifecycleError} `request-malformed`, `facts-malformed`
 * @example
 * ```ts
 * import { defineVending, judgeAdmission } from '@thingplan/core/lifecycle'
 *
 * const vending = defineVending({ account: { id: '123456789012', region: 'eu-central-1' }, registration: 'just-in-time', issuer: 'own-ca' })
 * const asker = { serialNumber: 'SN-1', credential: { kind: 'token', token: 'guessed' }, source: '192.0.2.1' } as const
 * const admission = judgeAdmission(vending, asker, undefined, { now: new Date(0) })
 * admission.verdict === 'refuse' && admission.refusal.reason // => 'device-unknown'
 * ```
 */
export const judgeAdmission = (
  vending: Vending,
  asker: VendingAsker,
  record: DeviceRecord | undefined,
  { now, ownsDevice, attempts }: AdmissionFacts,
): AdmissionDecision => {
  const { serialNumber, credential, source } = asker
  checkAsker(asker, record, { now, attempts })
  return Object.freeze(admitAsker(vending, { serialNumber, credential, source }, record, { now, ownsDevice, attempts }))
}
