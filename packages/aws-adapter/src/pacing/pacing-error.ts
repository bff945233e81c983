import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type PacingErrorCode =
  /** The call's turn would come after the end of the invocation, or when what it was decided on is too old. */
  | 'pacing-deadline'
  /** So many calls of the operation wait already that no more are taken. */
  | 'pacing-queue-full'

/** A call that was not made, so that it would not be throttled. To a step it is what throttling is: it may be tried again. */
export class PacingError extends ThingplanError<PacingErrorCode> {
  override readonly name = 'PacingError'

  constructor(code: PacingErrorCode, message: string, details: ErrorDetails) {
    super(code, message, details)
  }
}
