import type { SweepReason, UnreadableRecord } from '@thingplan/core/lifecycle'

/** A certificate that nobody has: what is done with it. */
export interface SweptOrphan {
  readonly certificateId: string
  /** The device for whose key it was issued. */
  readonly serialNumber: string
  /** `revoke` where a deleted one would register itself again. */
  readonly verdict: 'delete' | 'revoke'
  /**
   * - `done`: it is deleted, or revoked.
   * - `dry-run`: it would be.
   * - `changed`: AWS IoT refused, because somebody has taken it up or away meanwhile.
   */
  readonly outcome: 'done' | 'dry-run' | 'changed'
}

/** A certificate that could not be judged, or not be removed; the next sweep looks at it again. */
export interface SweepFailure {
  readonly certificateId: string
  readonly error: unknown
}

export interface SweepReport {
  /** Certificates of the account that were looked at. */
  readonly certificates: number
  readonly orphans: readonly SweptOrphan[]
  /** How many were left alone, by the reason. */
  readonly left: Readonly<Partial<Record<Exclude<SweepReason, 'orphan'>, number>>>
  readonly failures: readonly SweepFailure[]
  /** Devices whose records cannot be read: what they have claimed was left alone. */
  readonly unreadable: readonly UnreadableRecord[]
  /** Whether all certificates were looked at. */
  readonly complete: boolean
}
