import type { AbortSignalLike } from '@thingplan/core'

/** The part of Lambda's context that is used; every context fits. */
export interface InvocationContext {
  readonly getRemainingTimeInMillis?: () => number
}

/** The end of an invocation, less the time that its answer needs: the batch of a function that is killed is repeated as a whole. */
export interface Deadline {
  /** Milliseconds to go; undefined where nothing ends. */
  remainingMs(): number | undefined
  /** How long, of at most so many milliseconds, something may take before the work on a message. */
  before(timeoutMs: number): number
  /** The same after the work, when the time that was kept for the answer may be used too. */
  after(timeoutMs: number): number
  /** Looks at the time when asked, so that no timer outlives the invocation. */
  readonly signal: AbortSignalLike
}

export const readDeadline = (context: InvocationContext | undefined, reserveMs: number): Deadline => {
  const remainingMs = (): number | undefined => {
    const remaining = context?.getRemainingTimeInMillis?.()
    return remaining === undefined ? undefined : remaining - reserveMs
  }
  return {
    remainingMs,
    before: (timeoutMs) => Math.min(timeoutMs, remainingMs() ?? timeoutMs),
    // Half of what is left: storing an outcome and telling of it come one after the other.
    after: (timeoutMs) => Math.min(timeoutMs, (context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) / 2),
    signal: {
      get aborted(): boolean {
        return (remainingMs() ?? 1) <= 0
      },
      reason: 'the invocation ends soon',
    },
  }
}
