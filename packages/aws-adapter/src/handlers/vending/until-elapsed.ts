import { setImmediate as nextTurn, setTimeout as pass } from 'node:timers/promises'

/** A timer counts whole milliseconds, from a clock that is a little old. */
const timerErrorMs = 2

/**
 * Resolves when so many milliseconds have passed since a moment of `performance.now`, and tells nothing of how much of them was left: what
 * a timer cannot count is waited for turn by turn.
 */
export const untilElapsed = async (ms: number, since: number): Promise<void> => {
  const left = (): number => ms - (performance.now() - since)
  if (left() > timerErrorMs) await pass(left() - timerErrorMs)
  while (left() > 0) await nextTurn()
}
