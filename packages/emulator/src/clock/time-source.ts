import type { VirtualClock } from './virtual-clock.js'

/** What time it is, and how to wait. */
export interface TimeSource {
  readonly now: () => Date
  /** Resolves when so many milliseconds have passed. */
  readonly sleep: (ms: number) => Promise<void>
  /** Whether time passes only when it is told to. */
  readonly isVirtual: boolean
}

/** Waits on the given clock where that is possible; whoever gives only a function has the system's timers for waiting. */
export const timeSourceOf = (clock: (() => Date) | VirtualClock): TimeSource =>
  typeof clock === 'function'
    ? { now: clock, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), isVirtual: false }
    : { now: clock.now, sleep: (ms) => clock.sleep(ms), isVirtual: true }
