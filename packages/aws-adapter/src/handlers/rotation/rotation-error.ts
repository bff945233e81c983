import { ThingplanError } from '@thingplan/core'
import type { FailedRotation } from './rotation-outcome.js'

export type RotationErrorCode =
  /** Delivered again, the same message can succeed. */
  | 'rotation-retryable'
  /** The same message fails again until somebody changes something. */
  | 'rotation-failed'

/** Thrown for a message that a rule handed over directly, so that Lambda delivers it again, and in the end to the failure destination. */
export class RotationError extends ThingplanError<RotationErrorCode> {
  override readonly name = 'RotationError'
  readonly outcome: FailedRotation

  constructor(outcome: FailedRotation) {
    const { retryable, device, message, field = 'device', value = device, remedy } = outcome
    super(retryable ? 'rotation-retryable' : 'rotation-failed', `the rotation is not done: ${message}`, {
      field,
      value,
      remedy,
    })
    this.outcome = outcome
  }
}
