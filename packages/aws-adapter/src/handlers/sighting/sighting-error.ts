import { ThingplanError } from '@thingplan/core'
import type { SightingOutcome } from './sighting-outcome.js'

export type SightingErrorCode =
  /** Delivered again, the same event can succeed. */
  | 'sighting-retryable'
  /** The same event fails again until somebody changes something. */
  | 'sighting-failed'

type Failed = Extract<SightingOutcome, { readonly kind: 'failed' }>

/** Thrown for an event that a rule handed over directly, so that Lambda delivers it again, and in the end to the failure destination. */
export class SightingError extends ThingplanError<SightingErrorCode> {
  override readonly name = 'SightingError'
  readonly outcome: Failed

  constructor(outcome: Failed) {
    const { reason, retryable, serialNumber: value } = outcome
    super(retryable ? 'sighting-retryable' : 'sighting-failed', `the sighting is not noted: ${reason}`, {
      ...(value === undefined ? { field: 'event' } : { field: 'serialNumber', value }),
      remedy: retryable ? 'nothing; the event is delivered again' : 'look at the rule that selects the event',
    })
    this.outcome = outcome
  }
}
