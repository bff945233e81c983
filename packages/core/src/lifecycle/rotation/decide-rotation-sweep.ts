import type { SweepCandidate, SweepDecision, SweepFacts, SweepReason } from '../vending/decide-sweep.js'
import type { RotationRecord } from './rotation-record.js'

/**
 * Hashes of the keys that jobs of the record have certified, or may have: who sweeps looks a candidate's up among them.
 *
 * @example
 * ```ts
 * import { allowRotation, requestedKeyHashes } from '@thingplan/core/lifecycle'
 *
 * requestedKeyHashes(allowRotation({ device: '1234', thingName: 'sensor-1234' })) // => []
 * ```
 */
export const requestedKeyHashes = ({ request, formerJobs = [] }: RotationRecord): readonly string[] => {
  const hashes = [request?.keyHash, ...formerJobs.map(({ keyHash }) => keyHash)].filter((hash) => hash !== undefined)
  return Object.freeze([...new Set(hashes)])
}

/** Whether a certificate is one that the record knows; what a job has brought stays so, whatever has become of it. */
const isKnown = (certificateId: string, record: RotationRecord): boolean => {
  const { current, next, previousCertificateId, formerJobs = [] } = record
  const ids = [current?.certificateId, next?.certificateId, previousCertificateId]
  return ids.includes(certificateId) || formerJobs.some((job) => job.certificateId === certificateId)
}

const reasonOf = (
  candidate: SweepCandidate,
  record: RotationRecord | undefined,
  { now, leaseMilliseconds }: SweepFacts,
): SweepReason => {
  const { certificateId, status, keyHash, createdAt, thingNames, policyNames } = candidate
  if (status !== 'INACTIVE') return 'status-not-inactive'
  if (thingNames.length > 0) return 'thing-attached'
  if (policyNames.length > 0) return 'policy-attached'
  // Also where the date is none: what cannot be judged stays.
  if (!(createdAt + leaseMilliseconds < now.getTime())) return 'lease-not-over'
  if (record === undefined || !requestedKeyHashes(record).includes(keyHash)) return 'key-not-claimed'
  // Whoever takes the issuing over looks for a certificate for the key, and may be about to record this one.
  if (record.state === 'issuing' && record.request?.keyHash === keyHash) return 'certificate-of-device'
  return isKnown(certificateId, record) ? 'certificate-of-device' : 'orphan'
}

/**
 * Decides whether a certificate was issued for a rotation in vain: its maker was interrupted, or slower than its lease. Only one that is
 * INACTIVE, without thing and policy, older than the lease, for a key that a job of this record has asked with, and not one that the
 * record knows is an orphan. Of the jobs, the last nine are remembered.
 *
 * @param candidate - a certificate of the registry
 * @param record - of the device that has asked with its key; undefined where none has
 * @param facts - `leaseMilliseconds` is that of `defineRotation`, or more
 * @returns `delete`; `revoke` where a deleted one would register itself again; or `leave`
 * @example
 * ```ts
 * import { decideRotationSweep } from '@thingplan/core/lifecycle'
 *
 * const candidate = {
 *   certificateId: 'a1'.repeat(32), status: 'INACTIVE', keyHash: 'b2'.repeat(32), createdAt: 0,
 *   thingNames: [], policyNames: [], registersItself: false,
 * }
 * const facts = { now: new Date(86_400_000), leaseMilliseconds: 60_000 }
 * decideRotationSweep(candidate, undefined, facts) // => { verdict: 'leave', reason: 'key-not-claimed' }
 * ```
 */
export const decideRotationSweep = (
  candidate: SweepCandidate,
  record: RotationRecord | undefined,
  facts: SweepFacts,
): SweepDecision => {
  const reason = reasonOf(candidate, record, facts)
  if (reason !== 'orphan') return Object.freeze({ verdict: 'leave', reason })
  return Object.freeze({ verdict: candidate.registersItself ? 'revoke' : 'delete', reason })
}
