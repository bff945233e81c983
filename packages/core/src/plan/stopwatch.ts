/** Milliseconds since it was started; not a number where there is no clock, or the clock fails. */
export type Stopwatch = () => number

/** Starts a stopwatch. A clock that throws or answers nonsense costs the times, never the execution. */
export const startStopwatch = (now: () => number = () => Number.NaN): Stopwatch => {
  const read: Stopwatch = () => {
    try {
      return Number(now())
    } catch {
      return Number.NaN
    }
  }
  const origin = read()
  return () => read() - origin
}
