/** How fast the calls of one operation go, and when the next one may. Rates are in calls per second, times in milliseconds. */
export interface Pace {
  readonly rate: number
  /** The rate is never higher: this process's share of the quota. */
  readonly ceiling: number
  /** By how much the rate grows in a second: the same for all who share a quota, or they would not come to equal shares. */
  readonly growth: number
  /** How much of an idle time may be caught up with, at once. */
  readonly burstMs: number
  /** When the next call was due if all were spaced evenly. */
  readonly dueAt: number
  /** Where in its jitter the next gap is, from 0 to 1. */
  readonly phase: number
  /** When the rate was last lowered. */
  readonly loweredAt: number
}

/** What is left of the rate when AWS throttles. */
const decrease = 0.8

/** The part of its quota by which a rate grows in a second: back from a decrease in about ten. */
const increase = 0.02

/** The part of the ceiling below which a rate never falls: somebody has to find out that there is room again. */
const leastPart = 0.02

/**
 * The part by which gaps between calls are longer or shorter than their mean. Without it, two processes can fall into step, and then it
 * is always the same one that AWS throttles.
 */
const jitter = 0.25

/** The golden ratio's part behind the point: steps of it fill the circle evenly, and never come round. */
const goldenStep = 0.618033988749895

export interface PaceOptions {
  /** Calls per second that the account may make. */
  readonly quota: number
  /** The part of them that is this process's. */
  readonly share: number
  readonly burstMs: number
}

export const startPace = ({ quota, share, burstMs }: PaceOptions): Pace => ({
  rate: quota * share,
  ceiling: quota * share,
  growth: quota * increase,
  burstMs,
  dueAt: Number.NEGATIVE_INFINITY,
  phase: 0.5,
  loweredAt: Number.NEGATIVE_INFINITY,
})

const intervalOf = ({ rate }: Pace): number => 1000 / rate

/** How far ahead of its time a call may go: the burst less the call itself. */
const toleranceOf = (pace: Pace): number => Math.max(0, pace.burstMs - intervalOf(pace))

/**
 * When a call may go that has so many before it, by the generic cell rate algorithm (ITU-T I.371, Annex A).
 *
 * A clock that has gone back does not make anybody wait longer than a new pace would.
 */
export const startsAt = (pace: Pace, now: number, ahead = 0): number => {
  const latest = now + toleranceOf(pace) + intervalOf(pace) * (1 + jitter)
  const earliest = Math.min(pace.dueAt, latest) - toleranceOf(pace) + ahead * intervalOf(pace)
  return Math.max(now, earliest)
}

/** A call goes. */
export const afterCall = (pace: Pace, now: number): Pace => {
  const gap = intervalOf(pace) * (1 + jitter * (2 * pace.phase - 1))
  const dueAt = Math.max(now, Math.min(pace.dueAt, now + toleranceOf(pace))) + gap
  return { ...pace, dueAt, phase: (pace.phase + goldenStep) % 1 }
}

/** AWS has carried a call out: the rate grows, by as much in a second however many calls that is. */
export const afterSuccess = (pace: Pace): Pace => ({
  ...pace,
  rate: Math.min(pace.ceiling, pace.rate + pace.growth / pace.rate),
})

/**
 * AWS has throttled a call: the rate falls, and nothing is caught up with. Calls that were under way when it last fell say nothing
 * new.
 */
export const afterThrottling = (pace: Pace, sentAt: number, now: number): Pace => {
  if (sentAt < pace.loweredAt) return pace
  const lowered = { ...pace, rate: Math.max(pace.ceiling * leastPart, pace.rate * decrease), loweredAt: now }
  return { ...lowered, dueAt: now + toleranceOf(lowered) + intervalOf(lowered) }
}
