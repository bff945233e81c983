/** What every step has. */
export interface BaseStep {
  /** Derived from the step's content and unique in its plan: `ensure-thing:thing-1234`. */
  readonly id: string
  /** Ids of the steps that must be done before this one. */
  readonly after: readonly string[]
}

/**
 * What a step is made of: all but what follows from it.
 *
 * A factory trusts its caller, takes the lists and records it is given over without copying, and freezes them:
 * a decision makes a whole plan in microseconds. Foreign plans come in through `parsePlan`, which trusts nothing.
 */
export type StepContent<AnyStep extends BaseStep> = Omit<AnyStep, 'id' | 'kind'>

/** What a step comes after that need not wait: one list for all of them, since most plans have several. */
export const atOnce: readonly string[] = /* @__PURE__ */ Object.freeze([])
