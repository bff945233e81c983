import { judgeSweep, type SweepTies } from '../vending/judge-sweep.js'
import type { SweepCandidate, SweepDecision, SweepFacts } from '../vending/sweep-candidate.js'
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

/** What a job has brought stays the device's, whatever has become of it. */
const tiesOf = (record: RotationRecord): SweepTies => {
  const { current, next, previousCertificateId, formerJobs = [], state, request } = record
  const former = formerJobs.map(({ certificateId }) => certificateId)
  return {
    keyHashes: requestedKeyHashes(record),
    certificateIds: [current?.certificateId, next?.certificateId, previousCertificateId, ...former],
    keyHashUnderWay: state === 'issuing' ? request?.keyHash : undefined,
  }
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
): SweepDecision => judgeSweep(candidate, record && tiesOf(record), facts)
