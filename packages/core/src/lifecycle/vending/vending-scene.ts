import { freezeDeeply } from '../../plan/freeze-deeply.js'
import { amendRecord, type RecordChanges } from '../device-store/amend-record.js'
import type { DeviceRecord, Lease } from '../device-store/device-record.js'
import type { Vending } from './define-vending.js'
import type {
  ProceedVending,
  RefuseVending,
  SettledVending,
  VendingEffect,
  VendingRefusal,
} from './vending-decision.js'
import type { VendingFacts } from './vending-facts.js'
import { type VendingRefusalReason, vendingRefusals } from './vending-refusals.js'
import type { VendingTransitionName } from './vending-transitions.js'

/** What a decision about a known device is made of. */
export interface VendingScene {
  readonly vending: Vending
  readonly record: DeviceRecord
  readonly facts: VendingFacts
  /** `facts.now` in milliseconds. */
  readonly now: number
}

/** What comes with a step forward. */
interface Forward {
  readonly changes?: RecordChanges
  readonly tokenAliveAt?: number | undefined
  readonly effect?: VendingEffect
}

/** A step forward: a write, an effect, or both. */
export const proceed = (
  { record }: VendingScene,
  transition: VendingTransitionName,
  { changes, tokenAliveAt, effect }: Forward,
): ProceedVending =>
  Object.freeze({
    verdict: 'proceed',
    transition,
    ...(changes === undefined ? undefined : { write: amendRecord(record, changes, tokenAliveAt) }),
    ...(effect === undefined ? undefined : { effect: Object.freeze(effect) }),
  })

/** Nothing to do, as far as a sighting or the time is concerned. */
export const settled: SettledVending = /* @__PURE__ */ Object.freeze({ verdict: 'settled', transition: 'ignore' })

/** A refusal that counts nothing. */
export const refuse = (
  reason: VendingRefusalReason,
  more: Pick<VendingRefusal, 'retryAfterMilliseconds' | 'findings'> = {},
): RefuseVending => {
  const { status, code } = vendingRefusals[reason]
  return freezeDeeply({ verdict: 'refuse', transition: 'refuse', refusal: { reason, status, code, ...more } })
}

/** A lease of this invocation, from now on. */
export const leaseNow = ({ vending, facts, now }: VendingScene): Lease => ({
  holder: facts.holder,
  until: now + vending.leaseMilliseconds,
})

/** Whether somebody works alone, and whether that is this invocation. */
export const leaseOf = ({ facts, now }: VendingScene, { holder, until }: Lease): 'ours' | 'theirs' | 'over' => {
  if (until <= now) return 'over'
  return holder === facts.holder ? 'ours' : 'theirs'
}

/** Key hashes are kept this long: more than a device can give up with a few tokens. */
const mostFormerKeys = 32

/** The last keys that are no longer claimed, with one more. */
export const withFormerKey = ({ formerKeyHashes }: DeviceRecord, keyHash: string | undefined): readonly string[] =>
  keyHash === undefined || formerKeyHashes.includes(keyHash)
    ? formerKeyHashes
    : [...formerKeyHashes, keyHash].slice(-mostFormerKeys)
