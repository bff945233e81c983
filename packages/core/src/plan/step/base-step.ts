/** What every step has. */
export interface BaseStep {
  /** Derived from the step's content and unique in its plan: `ensure-thing:thing-1234`. */
  readonly id: string
  /** Ids of the steps that must be done before this one. */
  readonly after: readonly string[]
}
