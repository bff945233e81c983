import type { DeviceRecord } from '../device-store/device-record.js'
import { judgeSweep, type SweepTies } from './judge-sweep.js'
import type { SweepCandidate, SweepDecision, SweepFacts } from './sweep-candidate.js'

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

const tiesOf = (record: DeviceRecord): SweepTies => {
  const { current, next, retiring } = record
  const isClaimed = next?.stage === 'claimed'
  return {
    keyHashes: claimedKeyHashes(record),
    certificateIds: [current?.certificateId, isClaimed ? undefined : next?.certificateId, retiring?.certificateId],
    keyHashUnderWay: isClaimed ? next.keyHash : undefined,
  }
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
): SweepDecision => judgeSweep(candidate, record && tiesOf(record), facts)
