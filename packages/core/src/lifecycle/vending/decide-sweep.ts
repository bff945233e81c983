import type { DeviceRecord } from '../device-store/device-record.js'

/** A certificate of the registry that may be nobody's. */
export interface SweepCandidate {
  readonly certificateId: string
  /** AWS IoT's word. */
  readonly status: string
  /** `hashKey` of its key. */
  readonly keyHash: string
  /** When it was registered, in milliseconds since 1970. */
  readonly createdAt: number
  readonly thingNames: readonly string[]
  readonly policyNames: readonly string[]
  /** Whether its CA registers certificates at their first connection: a deleted one would come back. */
  readonly registersItself: boolean
}

export interface SweepFacts {
  readonly now: Date
  /** Nobody works on anything for longer; that of `defineVending`, or more. */
  readonly leaseMilliseconds: number
}

/** Why a certificate is left alone, or goes. */
export type SweepReason =
  | 'status-not-inactive'
  | 'thing-attached'
  | 'policy-attached'
  | 'lease-not-over'
  | 'key-not-claimed'
  | 'certificate-of-device'
  | 'orphan'

export interface SweepDecision {
  readonly verdict: 'leave' | 'delete' | 'revoke'
  readonly reason: SweepReason
}

/**
 * Hashes of every key of the device's record: who sweeps looks a candidate's up among them.
 *
 * @example
 * ```ts
 * import { claimedKeyHashes, enrolDevice } from '@thingplan/core/lifecycle'
 *
 * claimedKeyHashes(enrolDevice('SN-1').record) // => []
 * ```
 */
export const claimedKeyHashes = ({ current, next, formerKeyHashes }: DeviceRecord): readonly string[] => {
  const hashes = [current?.keyHash, next?.keyHash, ...formerKeyHashes].filter((hash) => hash !== undefined)
  return Object.freeze([...new Set(hashes)])
}

const reasonOf = (
  candidate: SweepCandidate,
  record: DeviceRecord | undefined,
  { now, leaseMilliseconds }: SweepFacts,
): SweepReason => {
  const { certificateId, status, keyHash, createdAt, thingNames, policyNames } = candidate
  if (status !== 'INACTIVE') return 'status-not-inactive'
  if (thingNames.length > 0) return 'thing-attached'
  if (policyNames.length > 0) return 'policy-attached'
  // Also where the date is none: what cannot be judged stays.
  if (!(createdAt + leaseMilliseconds < now.getTime())) return 'lease-not-over'
  if (record === undefined || !claimedKeyHashes(record).includes(keyHash)) return 'key-not-claimed'
  const { current, next, retiring } = record
  // Whoever looks for a certificate for the claimed key may be about to adopt this one.
  if (next?.stage === 'claimed' && next.keyHash === keyHash) return 'certificate-of-device'
  const known = [
    current?.certificateId,
    next?.stage === 'claimed' ? undefined : next?.certificateId,
    retiring?.certificateId,
  ]
  return known.includes(certificateId) ? 'certificate-of-device' : 'orphan'
}

/**
 * Decides whether a certificate is left over from an issue that nobody finished. Only one that is INACTIVE, without thing and policy,
 * older than the lease, for a key that this record claimed, and not one of the device's is an orphan.
 *
 * @param candidate - a certificate of the registry
 * @param record - of the device that claimed its key; undefined where none did
 * @returns `delete`; `revoke` where a deleted one would register itself again; or `leave`
 * @example
 * ```ts
 * import { decideSweep } from '@thingplan/core/lifecycle'
 *
 * const candidate = {
 *   certificateId: 'a1'.repeat(32), status: 'INACTIVE', keyHash: 'b2'.repeat(32), createdAt: 0,
 *   thingNames: [], policyNames: [], registersItself: false,
 * }
 * decideSweep(candidate, undefined, { now: new Date(86_400_000), leaseMilliseconds: 60_000 }) // => { verdict: 'leave', reason: 'key-not-claimed' }
 * ```
 */
export const decideSweep = (
  candidate: SweepCandidate,
  record: DeviceRecord | undefined,
  facts: SweepFacts,
): SweepDecision => {
  const reason = reasonOf(candidate, record, facts)
  if (reason !== 'orphan') return Object.freeze({ verdict: 'leave', reason })
  return Object.freeze({ verdict: candidate.registersItself ? 'revoke' : 'delete', reason })
}
