import type { VendingTransitionName } from '@thingplan/core/lifecycle'

/** What came of a sighting. */
export type SightingOutcome =
  | {
      readonly kind: 'seen'
      readonly serialNumber: string
      readonly certificateId: string
      /** What it has changed, step by step; empty where it was known, or the certificate is not the device's. */
      readonly transitions: readonly VendingTransitionName[]
    }
  | {
      readonly kind: 'ignored'
      /**
       * - `not-let-in`: the event is of a device that was refused.
       * - `no-certificate`: the device has shown none.
       * - `no-serial-number`: the function knows none for the event, or names none that a device can have.
       */
      readonly reason: 'not-let-in' | 'no-certificate' | 'no-serial-number'
      readonly certificateId?: string | undefined
    }
  | {
      readonly kind: 'failed'
      /**
       * - `event-malformed`: the same event fails again.
       * - `unavailable`: the old certificate could not be retired yet.
       * - `deadline`: the invocation ended before.
       * - `unexpected`: the store, or an option of the handler, has thrown.
       */
      readonly reason: 'event-malformed' | 'unavailable' | 'deadline' | 'unexpected'
      readonly retryable: boolean
      readonly serialNumber?: string | undefined
      readonly certificateId?: string | undefined
      /** What was met on the way. */
      readonly errors: readonly unknown[]
    }

/** An outcome after which nothing is left to do. */
export type SettledSightingOutcome = Exclude<SightingOutcome, { readonly kind: 'failed' }>

export const isSettled = (outcome: SightingOutcome): outcome is SettledSightingOutcome => outcome.kind !== 'failed'
