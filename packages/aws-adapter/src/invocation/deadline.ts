import type { AbortSignalLike } from '@thingplan/core'

/** The part of Lambda's context that is used; every context fits. */
export interface InvocationContext {
  readonly getRemainingTimeInMillis?: () => number
  /** Of the invocation; the same when Lambda tries it again. */
  readonly awsRequestId?: string
}

/** The id of an invocation, for those who want to find it again. */
export const requestOf = (context: InvocationContext | undefined): { readonly requestId?: string } =>
  context?.awsRequestId === undefined ? {} : { requestId: context.awsRequestId }

/** The end of an invocation, less the time that its answer needs: the batch of a function that is killed is repeated as a whole. */
export interface Deadline {
  /** Milliseconds to go; undefined where nothing ends. */
  remainingMs(): number | undefined
  /** How long, of at most so many milliseconds, something may take before the work on a message. */
  before(timeoutMs: number): number
  /** The same after the work, when most of the time that was kept for the answer may be used too. */
  after(timeoutMs: number): number
  /**
   * The end of the work on one message, where so many are to go, this one included, and so many are worked on at once: what it leaves of
   * its share the later ones get, and if it hangs it takes nothing of theirs.
   */
  share(messages: number, concurrency: number): Deadline
  /** Looks at the time when asked, so that no timer outlives the invocation. */
  readonly signal: AbortSignalLike
}

/** The part of the reserve that nobody but the answer gets. */
const forAnswerAlone = 0.25

/** What can be done where invocations end too early. */
export const moreTime = 'give the function more time, the batch fewer messages, or the handler a shorter `reserveMs`'

/** Of a message's share, the most that is kept for storing its outcome and telling of it. */
const forOneAnswer = 0.25

const createDeadline = (timeLeft: () => number | undefined, reserveMs: number): Deadline => {
  const remainingMs = (): number | undefined => {
    const left = timeLeft()
    return left === undefined ? undefined : left - reserveMs
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
    share(messages, concurrency) {
      const remaining = remainingMs()
      const rounds = Math.ceil(messages / concurrency)
      if (remaining === undefined || remaining <= 0 || rounds <= 1) return this
      const share = remaining / rounds
      const end = remaining - share
      const timeLeftOfShare = (): number => (remainingMs() ?? end) - end
      return createDeadline(timeLeftOfShare, Math.min(reserveMs, share * forOneAnswer))
    },
    signal: {
      get aborted(): boolean {
        return (remainingMs() ?? 1) <= 0
      },
      reason: 'the invocation ends soon',
    },
  }
}

export const readDeadline = (context: InvocationContext | undefined, reserveMs: number): Deadline =>
  createDeadline(() => context?.getRemainingTimeInMillis?.(), reserveMs)
