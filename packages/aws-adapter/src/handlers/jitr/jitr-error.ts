import { ThingplanError } from '@thingplan/core'
import type { FailedOutcome, UndecidedOutcome } from './jitr-outcome.js'

export type JitrErrorCode =
  /** Delivered again, the same event can succeed. */
  | 'jitr-retryable'
  /** A question is open; delivered again, the same event can be decided. */
  | 'jitr-undecided'
  /** The same event fails again until somebody changes something. */
  | 'jitr-failed'

const codeOf = (outcome: FailedOutcome | UndecidedOutcome): JitrErrorCode => {
  if (outcome.kind === 'undecided') return 'jitr-undecided'
  return outcome.retryable ? 'jitr-retryable' : 'jitr-failed'
}

/**
 * Thrown for an event that a rule handed over directly, so that Lambda delivers it again, and in the end sends it to the
 * failure destination or the dead-letter queue of the function.
 */
export class JitrError extends ThingplanError<JitrErrorCode> {
  override readonly name = 'JitrError'
  readonly outcome: FailedOutcome | UndecidedOutcome

  constructor(outcome: FailedOutcome | UndecidedOutcome) {
    const { certificateId, message } = outcome
    const whose = certificateId === undefined ? '' : ` of certificate \`${certificateId}\``
    super(codeOf(outcome), `the registration${whose} is not done: ${message}`, {
      field: 'certificateId',
      value: certificateId,
      remedy: outcome.kind === 'failed' ? outcome.remedy : 'nothing; the event is delivered again',
    })
    this.outcome = outcome
  }
}
