import type { Account } from './account.js'
import type { Plan } from './plan.js'
import type { CertificateStatus } from './step/set-certificate-status.js'
import type { Step } from './step/step.js'

/** The part of the web's AbortSignal that is used; every AbortSignal fits. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
}

/** A certificate's status as somebody has just seen it; spares the driver a look where it is fresh enough. */
export interface CertificateObservation {
  readonly certificateId: string
  readonly status: CertificateStatus
  readonly observedAt: Date
}

export interface StepContext {
  readonly plan: Plan
  readonly signal?: AbortSignalLike | undefined
  readonly observations: readonly CertificateObservation[]
}

/** What became of a step. */
export interface StepResult {
  /**
   * - `done`: this call made it so, or cannot tell whether it was so before.
   * - `already-done`: it was so before.
   * - `assumed`: taken for granted without a look; the step that needs it finds out, and makes it so if it is not.
   */
  readonly outcome: 'done' | 'already-done' | 'assumed'
  /** Ids of assumed steps that turned out to be missing and were done on the way. */
  readonly repaired?: readonly string[]
  /** Anything worth telling a person, in one line. */
  readonly note?: string
}

/** Performs steps against one world. Every method converges: called twice, concurrently or after a lost answer, it ends in the same state. */
export interface Driver {
  /** The account and region it works in; undefined where the driver works for any (a memory, a dry run). */
  readonly account?: Account | undefined
  /** @throws {StepError} */
  perform(step: Step, context: StepContext): Promise<StepResult>
  /**
   * Takes back a step that this execution has done, after a terminal failure; says `left` where that would be impossible, or
   * wrong: only a certificate that is PENDING_ACTIVATION or REVOKED now is nobody else's.
   */
  undo?(step: Step, context: StepContext): Promise<'undone' | 'left'>
}
