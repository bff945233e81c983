import type { DiagnosisCause } from '@thingplan/core/lifecycle'
import type { JitrOutcome } from '../handlers/jitr/jitr-outcome.js'
import type { RedriveEstimate } from './estimate-redrive.js'

/**
 * What became of a certificate that was stuck: the kind of its outcome; in a dry run, where the registration decides, what would become
 * of it.
 */
export type Redriven = JitrOutcome['kind'] | 'would-register' | 'would-refuse'

/** Why a certificate is still stuck, or was until now. */
export interface PendingExplanation {
  /** As `diagnose` has it; the code of the outcome where the handler stopped before there was anything to diagnose. */
  readonly cause: string
  /** For a person: lower case, one line, no final period. */
  readonly why: string
  readonly fix: string
  /** Further causes that hold. */
  readonly others: readonly DiagnosisCause[]
}

/** One certificate that was found stuck. */
export interface RedrivenCertificate {
  readonly certificateId: string
  readonly caCertificateId: string
  /** When AWS IoT first saw it. */
  readonly createdAt: Date
  readonly became: Redriven
  /** As the handler has it; absent in a dry run where the registration decides. */
  readonly outcome?: JitrOutcome
  /** Absent where the device is registered now. */
  readonly explanation?: PendingExplanation
}

/** How many certificates became what, and how many were passed over. */
export type RedriveCounts = Readonly<Record<Redriven | 'too-young' | 'other-status', number>>

/** Told as it happens. */
export type RedriveProgress =
  | { readonly kind: 'estimated'; readonly estimate: RedriveEstimate }
  /** All that comes before the marker is done. */
  | { readonly kind: 'page'; readonly marker: string; readonly counts: RedriveCounts }
  | ({ readonly kind: 'certificate' } & RedrivenCertificate)

export interface RedriveReport {
  /**
   * - `completed`: every certificate that was stuck was run again, or explained.
   * - `declined`: `mayBegin` said no.
   * - `aborted`: the signal fired.
   */
  readonly status: 'completed' | 'declined' | 'aborted'
  readonly estimate: RedriveEstimate
  readonly counts: RedriveCounts
  /** How many are stuck for which cause. */
  readonly causes: Readonly<Record<string, number>>
  /** Where to go on; absent where there is nothing left. */
  readonly marker?: string
}
