import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import { Sleepers } from './sleepers.js'
import { stillness } from './stillness.js'

/** Time that passes only when it is told to. */
export interface VirtualClock {
  /** What time it is; fits every `clock` option. */
  readonly now: () => Date
  /** Resolves when so many milliseconds have passed on this clock. */
  sleep(ms: number): Promise<void>
  /**
   * Lets so many milliseconds pass: sleepers wake each at its time, and what they do is done before time goes on. Those of one
   * moment wake together, in the order in which they went to sleep.
   */
  advance(ms: number): Promise<void>
  /** Lets time pass until nobody sleeps any more, or until the given moment. */
  run(until?: Date): Promise<void>
}

export interface VirtualClockOptions {
  /** What time it is at first. */
  readonly start: Date
}

/**
 * A clock for tests and simulations: days pass in as little time as the work takes that is done in them, and every run is
 * the same.
 *
 * Between two moments everything is done that the woken code does by promises, `process.nextTick`, `setImmediate` and files,
 * however long the chain. Other work that leaves the thread (the network, WebCrypto) is not waited for.
 *
 * @param options - `start`: what time it is at first
 * @throws {EmulatorError} `emulator-option`; `emulator-clock` when time is told to pass while it passes
 * @example
 * ```ts
 * import { createVirtualClock } from '@thingplan/emulator'
 *
 * const clock = createVirtualClock({ start: new Date('2030-01-01T00:00:00Z') })
 * const woken: string[] = []
 * clock.sleep(86_400_000).then(() => woken.push(`a day later: ${clock.now().toISOString()}`))
 * clock.sleep(1_000).then(() => woken.push('a second later'))
 * await clock.run()
 * woken // => ['a second later', 'a day later: 2030-01-02T00:00:00.000Z']
 * ```
 */
export const createVirtualClock = (options: VirtualClockOptions): VirtualClock => {
  let time = startOf(options)
  let order = 0
  let isRunning = false
  const sleepers = new Sleepers()

  const passUntil = async (end: number): Promise<void> => {
    if (isRunning) {
      const remedy = 'await what lets time pass before letting more of it pass, and let sleepers sleep'
      throw new EmulatorError('emulator-clock', 'time is passing already', { remedy })
    }
    isRunning = true
    try {
      await stillness()
      for (let next = sleepers.nextAt; next !== undefined && next <= end; next = sleepers.nextAt) {
        time = next
        while (sleepers.nextAt === time) sleepers.takeNext()?.wake()
        await stillness()
      }
      if (end < Number.POSITIVE_INFINITY) time = Math.max(time, end)
    } finally {
      isRunning = false
    }
  }

  return Object.freeze({
    now: () => new Date(time),
    sleep: (ms: number) => {
      const at = time + milliseconds(ms)
      order += 1
      return new Promise<void>((wake) => sleepers.add({ at, order, wake }))
    },
    advance: async (ms: number) => passUntil(time + milliseconds(ms)),
    run: async (until?: Date) => {
      if (until === undefined) return passUntil(Number.POSITIVE_INFINITY)
      return passUntil(momentOf('until', until))
    },
  })
}

const startOf = (options: VirtualClockOptions): number => {
  refuseUnknownOptions('createVirtualClock', options, ['start'])
  return momentOf('start', options.start)
}

const momentOf = (field: string, moment: Date): number => {
  const time = moment instanceof Date ? moment.getTime() : Number.NaN
  if (!Number.isNaN(time)) return time
  const remedy = 'give a valid Date'
  throw new EmulatorError('emulator-option', `${field} is no moment`, { field, value: String(moment), remedy })
}

const milliseconds = (ms: number): number => {
  if (Number.isFinite(ms) && ms >= 0) return ms
  const details = { field: 'ms', value: String(ms), remedy: 'give a finite number, 0 or more' }
  throw new EmulatorError('emulator-option', `${quote(String(ms))} is no number of milliseconds`, details)
}
