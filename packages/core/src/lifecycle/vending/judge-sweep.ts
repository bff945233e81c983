import type { SweepCandidate, SweepDecision, SweepFacts, SweepReason } from './sweep-candidate.js'

/** What a device's record says of a certificate. */
export interface SweepTies {
  /** Hashes of the keys that the record has claimed. */
  readonly keyHashes: readonly string[]
  /** Ids of the certificates that are the device's. */
  readonly certificateIds: readonly (string | undefined)[]
  /** The key for which somebody may be about to take up a certificate: whoever looks for one may find this one. */
  readonly keyHashUnderWay: string | undefined
}

const reasonOf = (
  { certificateId, status, keyHash, createdAt, thingNames, policyNames }: SweepCandidate,
  ties: SweepTies | undefined,
  { now, leaseMilliseconds }: SweepFacts,
): SweepReason => {
  if (status !== 'INACTIVE') return 'status-not-inactive'
  if (thingNames.length > 0) return 'thing-attached'
  if (policyNames.length > 0) return 'policy-attached'
  // Also where the date is none: what cannot be judged stays.
  if (!(createdAt + leaseMilliseconds < now.getTime())) return 'lease-not-over'
  if (ties === undefined || !ties.keyHashes.includes(keyHash)) return 'key-not-claimed'
  const isOfDevice = ties.keyHashUnderWay === keyHash || ties.certificateIds.includes(certificateId)
  return isOfDevice ? 'certificate-of-device' : 'orphan'
}

/** Decides on a certificate by what ties it to a device; undefined where no device has claimed its key. */
export const judgeSweep = (
  candidate: SweepCandidate,
  ties: SweepTies | undefined,
  facts: SweepFacts,
): SweepDecision => {
  const reason = reasonOf(candidate, ties, facts)
  if (reason !== 'orphan') return Object.freeze({ verdict: 'leave', reason })
  return Object.freeze({ verdict: candidate.registersItself ? 'revoke' : 'delete', reason })
}
