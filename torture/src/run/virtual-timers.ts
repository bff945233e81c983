import type { VirtualClock } from '@thingplan/emulator'

/** What `setTimeout` returns, as far as anybody here uses it. */
class VirtualTimer {
  isCleared = false

  unref(): this {
    return this
  }

  ref(): this {
    return this
  }
}

/**
 * Puts the global timers on a clock: a timeout of the SDK goes off when its time has come in the scene, and one of a process that has
 * died goes with the scene, instead of waiting for days.
 *
 * @returns what puts the real ones back
 */
export const useTimersOf = (clock: VirtualClock): (() => void) => {
  const { setTimeout, clearTimeout } = globalThis
  const setVirtual = (callback: (...given: readonly unknown[]) => void, ms = 0, ...given: readonly unknown[]) => {
    const timer = new VirtualTimer()
    void clock.sleep(Math.max(0, ms)).then(() => {
      if (!timer.isCleared) callback(...given)
    })
    return timer
  }
  const clearVirtual = (timer: unknown): void => {
    if (timer instanceof VirtualTimer) timer.isCleared = true
    else if (typeof timer === 'object' && timer !== null) Reflect.apply(clearTimeout, globalThis, [timer])
  }
  Object.assign(globalThis, { setTimeout: setVirtual, clearTimeout: clearVirtual })
  return () => Object.assign(globalThis, { setTimeout, clearTimeout })
}
