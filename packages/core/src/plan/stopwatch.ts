/** Milliseconds since it was started; `undefined` where there is no clock, or the clock fails. */
export type Stopwatch = () => number | undefined

const read = (now: () => number): number => {
  try {
    return now()
  } catch {
    return Number.NaN
  }
}

/** Starts a stopwatch. A clock that throws or answers nonsense costs the times, never the execution. */
export const startStopwatch = (now: (() => number) | undefined): Stopwatch => {
  if (now === undefined) return () => undefined
  const origin = read(now)
  return () => {
    const elapsed = read(now) - origin
    return Number.isFinite(elapsed) ? elapsed : undefined
  }
}
