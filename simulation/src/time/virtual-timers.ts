import type { VirtualClock } from '@thingplan/emulator'
import { Schedule } from './schedule.js'

/** Timers that go off on a virtual clock, and can be taken back. */
export class VirtualTimers {
  readonly #clock: VirtualClock
  readonly #due = new Schedule()
  readonly #callbacks = new Map<number, () => void>()
  #handles = 0
  #wakesAt = Number.POSITIVE_INFINITY

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  set(callback: () => void, ms: number): number {
    this.#handles += 1
    const at = this.#clock.now().getTime() + Math.max(0, ms)
    this.#callbacks.set(this.#handles, callback)
    this.#due.add(at, this.#handles)
    this.#wakeAt(at)
    return this.#handles
  }

  clear(handle: number): void {
    this.#callbacks.delete(handle)
  }

  /** One sleeper for all timers: most are taken back long before they would go off. */
  #wakeAt(at: number): void {
    if (at >= this.#wakesAt) return
    this.#wakesAt = at
    this.#clock.sleep(at - this.#clock.now().getTime()).then(() => this.#goOff(at))
  }

  #goOff(at: number): void {
    if (this.#wakesAt !== at) return
    this.#wakesAt = Number.POSITIVE_INFINITY
    for (let handle = this.#due.takeDue(at); handle !== undefined; handle = this.#due.takeDue(at)) {
      const callback = this.#callbacks.get(handle)
      this.#callbacks.delete(handle)
      callback?.()
    }
    for (let { next } = this.#due; next !== undefined && !this.#callbacks.has(next); { next } = this.#due) {
      this.#due.takeDue(this.#due.nextAt)
    }
    if (this.#due.size > 0) this.#wakeAt(this.#due.nextAt)
  }
}

/**
 * Does the work while `setTimeout` and `clearTimeout` are those of the virtual clock.
 *
 * The handler bounds what it waits for by timers. Real ones would go off by the speed of the machine: never for a call that
 * takes a virtual minute, and at random when the machine sleeps.
 */
export const withVirtualTimers = async <Value>(timers: VirtualTimers, work: () => Promise<Value>): Promise<Value> => {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const virtual = {
    setTimeout: (callback: () => void, ms = 0) => timers.set(callback, ms),
    clearTimeout: (handle: number | undefined) => handle !== undefined && timers.clear(handle),
  }
  try {
    Object.assign(globalThis, virtual)
    return await work()
  } finally {
    Object.assign(globalThis, real)
  }
}
