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
  /** The same after the work, when most of the time that was kept for the answer may be used too. */
  after(timeoutMs: number): number
  /** Looks at the time when asked, so that no timer outlives the invocation. */
  readonly signal: AbortSignalLike
}

/** The part of the reserve that nobody but the answer gets. */
const forAnswerAlone = 0.25

/** What can be done where invocations end too early. */
export const moreTime = 'give the function more time, the batch fewer messages, or the handler a shorter `reserveMs`'

export const readDeadline = (context: InvocationContext | undefined, reserveMs: number): Deadline => {
  const remainingMs = (): number | undefined => {
    const remaining = context?.getRemainingTimeInMillis?.()
    return remaining === undefined ? undefined : remaining - reserveMs
  }
  return {
    remainingMs,
    before: (timeoutMs) => Math.min(timeoutMs, remainingMs() ?? timeoutMs),
    // Half of what is left, since storing an outcome and telling of it come one after the other, for one message after the other;
    // and a part that none of them gets, since an answer that is late is none.
    after: (timeoutMs) => {
      const left = (remainingMs() ?? Number.POSITIVE_INFINITY) + reserveMs * (1 - forAnswerAlone)
      return Math.min(timeoutMs, Math.max(0, left / 2))
    },
    signal: {
      get aborted(): boolean {
        return (remainingMs() ?? 1) <= 0
      },
      reason: 'the invocation ends soon',
    },
  }
}
