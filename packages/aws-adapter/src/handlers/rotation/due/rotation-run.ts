import type { RotationEstimate } from './estimate-rotation.js'

/** Devices by what became of their offers. */
export interface RunCounts {
  /** A rotation is open for them. */
  readonly offered: number
  /** They are at it, or through with it: an earlier run of the same name has begun them. */
  readonly begun: number
  /** They cannot be rotated: removed, expired, unknown, or in another job. */
  readonly refused: number
  /** Nobody knows; to be begun again. */
  readonly failed: number
  /** Offered, but not told: they can ask all the same. */
  readonly untold: number
}

export interface RotationRun extends RunCounts {
  /**
   * - `completed`: all waves were begun.
   * - `declined`: `mayBegin` said no.
   * - `aborted`: the signal fired.
   * - `failing`: more devices failed than may.
   */
  readonly status: 'completed' | 'declined' | 'aborted' | 'failing'
  readonly estimate: RotationEstimate
}

/** Told as it happens. */
export type RotationProgress =
  | { readonly kind: 'estimated'; readonly estimate: RotationEstimate }
  | { readonly kind: 'wave-begun'; readonly wave: number }
  | { readonly kind: 'wave-ended'; readonly wave: number; readonly counts: RunCounts }
  | { readonly kind: 'paused' | 'continued'; readonly wave: number }
  | {
      readonly kind: 'device'
      readonly wave: number
      readonly device: string
      readonly became: 'offered' | 'begun' | 'refused' | 'failed'
      /** What the decision said, or the failure. */
      readonly code: string
    }
  | { readonly kind: 'untold'; readonly wave: number; readonly devices: readonly string[]; readonly error: unknown }
