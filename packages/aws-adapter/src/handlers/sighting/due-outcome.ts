import type { VendingTransitionName } from '@thingplan/core/lifecycle'

/** What came of a device of which something was due, or may have been. */
export interface DueOutcome {
  readonly serialNumber: string
  /** Whether nothing is left to do now. */
  readonly settled: boolean
  readonly transitions: readonly VendingTransitionName[]
  readonly errors: readonly unknown[]
}
