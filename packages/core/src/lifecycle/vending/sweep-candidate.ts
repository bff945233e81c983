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
