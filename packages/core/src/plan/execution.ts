import type { StepKind } from './step/step.js'
import type { StepErrorCode } from './step-error.js'

/** What became of one step of an execution. */
export interface StepRecord {
  readonly id: string
  readonly kind: StepKind
  readonly outcome: 'done' | 'already-done' | 'assumed' | 'failed' | 'not-started'
  /** Milliseconds since the execution began, where `options.now` was given. */
  readonly startedAfterMs?: number
  readonly durationMs?: number
  readonly note?: string
  readonly failure?: StepFailure
}

export interface StepFailure {
  readonly code: StepErrorCode
  readonly message: string
  readonly retryable: boolean
  readonly awsError?: string
  readonly field?: string
  readonly remedy?: string
  /** For `thing-owned-by-another`: whom the thing shows as its owner, by the id of a certificate or otherwise. */
  readonly owner?: string
}

/** The record of a plan being carried out. */
export interface Execution {
  /** `completed`: every step is done. `failed`: a step failed. `aborted`: the signal fired first. */
  readonly status: 'completed' | 'failed' | 'aborted'
  readonly registration: string
  readonly certificateId: string
  readonly steps: readonly StepRecord[]
  /** Whether executing the plan again can bring it further by itself: always true of an aborted one, false of a completed one. */
  readonly retryable: boolean
  /** Ids of the attachments that this execution made and that stayed after a failure for good, last first. */
  readonly leftovers: readonly string[]
}

/** Told to `options.onProgress` as it happens. */
export type ProgressEvent =
  | { readonly type: 'step-started'; readonly id: string; readonly kind: StepKind }
  | { readonly type: 'step-ended'; readonly record: StepRecord }
  | { readonly type: 'step-undone'; readonly id: string; readonly outcome: 'undone' | 'left' }
