import { type ErrorDetails, ThingplanError } from '@thingplan/core'
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

const detailsOf = (outcome: FailedOutcome | UndecidedOutcome): ErrorDetails => {
  const { certificateId: value } = outcome
  const ofCertificate = { field: 'certificateId', value }
  if (outcome.kind === 'undecided') return { ...ofCertificate, remedy: 'nothing; the event is delivered again' }
  const { field, value: offending, remedy } = outcome
  return field === undefined ? { ...ofCertificate, remedy } : { field, value: offending, remedy }
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
    super(codeOf(outcome), `the registration${whose} is not done: ${message}`, detailsOf(outcome))
    this.outcome = outcome
  }
}
