import type { AbortSignalLike } from '@thingplan/core'

/** What passes time; tests give their own. */
export interface Passage {
  readonly clock: () => Date
  readonly sleep: (ms: number) => Promise<void>
  readonly signal: AbortSignalLike | undefined
}

/** The longest single sleep: a signal is heard in between. */
const longestNapMs = 1_000

/** Sleeps in naps, until the time is over or nobody waits any more. */
export const nap = async (ms: number, { sleep, signal }: Passage): Promise<void> => {
  for (let left = ms; left > 0 && signal?.aborted !== true; left -= longestNapMs) {
    await sleep(Math.min(left, longestNapMs))
  }
}

/** Lets one through at a time, in even distances. What was missed is not made up for: that would be a burst. */
export const evenly = (perSecond: number, passage: Passage): (() => Promise<void>) => {
  let next = 0
  return async () => {
    const now = passage.clock().getTime()
    const at = Math.max(now, next)
    next = at + 1000 / perSecond
    await nap(at - now, passage)
  }
}
