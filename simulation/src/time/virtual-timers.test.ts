import { createVirtualClock, type VirtualClock } from '@thingplan/emulator'
import { expect, it } from 'vitest'
import { VirtualTimers, withVirtualTimers } from './virtual-timers.js'

const start = new Date('2026-06-01T00:00:00Z')
const elapsed = (clock: VirtualClock): number => clock.now().getTime() - start.getTime()

it('go off at their times on the clock, unless they are taken back', async () => {
  const clock = createVirtualClock({ start })
  const timers = new VirtualTimers(clock)
  const log: string[] = []
  const tell = (name: string) => () => log.push(`${name} at ${elapsed(clock)}`)
  timers.set(tell('late'), 3000)
  const taken = timers.set(tell('never'), 10)
  timers.set(tell('early'), 20)
  timers.clear(taken)
  await clock.run()
  expect(log).toEqual(['early at 20', 'late at 3000'])
})

it('can set others, for an earlier time too', async () => {
  const clock = createVirtualClock({ start })
  const timers = new VirtualTimers(clock)
  const log: number[] = []
  timers.set(() => timers.set(() => log.push(elapsed(clock)), 5), 10)
  timers.set(() => log.push(elapsed(clock)), 100)
  await clock.run()
  expect(log).toEqual([15, 100])
})

it('take the place of the real ones for as long as the work takes', async () => {
  const real = globalThis.setTimeout
  const clock = createVirtualClock({ start })
  const work = withVirtualTimers(new VirtualTimers(clock), async () => {
    const waiting = new Promise<void>((resolve) => setTimeout(resolve, 86_400_000))
    clearTimeout(undefined)
    await clock.run()
    await waiting
    return elapsed(clock)
  })
  expect(globalThis.setTimeout).not.toBe(real)
  expect(await work).toBe(86_400_000)
  expect(globalThis.setTimeout).toBe(real)
})

it('give the real ones back after a failure', async () => {
  const real = globalThis.setTimeout
  const timers = new VirtualTimers(createVirtualClock({ start }))
  await expect(withVirtualTimers(timers, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(globalThis.setTimeout).toBe(real)
})
