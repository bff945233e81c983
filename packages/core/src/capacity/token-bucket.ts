/** How full a bucket was, and when. */
export interface TokenBucket {
  /** In thousandths, so that whole milliseconds and whole quotas are counted without rounding. */
  readonly thousandths: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A bucket after somebody has asked it for a token. */
export interface TokenTaking extends TokenBucket {
  /** Whether there was one; a bucket that had less has lost nothing. */
  readonly isTaken: boolean
}

/** How fast a bucket fills, and how much it holds. */
export interface TokenRate {
  readonly perSecond: number
  /** How many tokens it holds. Default: those of one second, and at least one. */
  readonly burst?: number
}

/**
 * Takes a token out of a bucket, if there is one: the arithmetic of every quota that is so much per second.
 *
 * A bucket that does not exist yet is full. A clock that goes back fills nothing, and empties nothing.
 *
 * @param bucket - what the call before has returned; undefined for the first one
 * @param rate - tokens per second, more than 0, and the burst
 * @param now - milliseconds since 1970
 * @example
 * ```ts
 * import { takeToken } from '@thingplan/core/capacity'
 *
 * const first = takeToken(undefined, { perSecond: 1 }, 0)
 * first.isTaken // => true
 * takeToken(first, { perSecond: 1 }, 999).isTaken // => false
 * takeToken(first, { perSecond: 1 }, 1000).isTaken // => true
 * ```
 */
export const takeToken = (bucket: TokenBucket | undefined, rate: TokenRate, now: number): TokenTaking => {
  const { perSecond, burst = Math.max(1, perSecond) } = rate
  const full = burst * 1000
  const at = bucket === undefined ? now : Math.max(bucket.at, now)
  const there = bucket === undefined ? full : Math.min(full, bucket.thousandths + (at - bucket.at) * perSecond)
  const isTaken = there >= 1000
  return { isTaken, thousandths: isTaken ? there - 1000 : there, at }
}
