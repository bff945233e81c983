import { stat } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVirtualClock, type VirtualClock } from './virtual-clock.js'

const start = new Date('2030-01-01T00:00:00.000Z')
const createClock = (): VirtualClock => createVirtualClock({ start })
const elapsed = (clock: VirtualClock): number => clock.now().getTime() - start.getTime()
const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a virtual clock', () => {
  it('stands still until it is told to go', async () => {
    const clock = createClock()
    await immediate()
    expect(clock.now()).toEqual(start)
    await clock.advance(1500)
    expect(elapsed(clock)).toBe(1500)
  })

  it('wakes sleepers in the order of their times, then of their going to sleep', async () => {
    const delay = fc.nat({ max: 20 })
    const property = fc.asyncProperty(fc.array(delay, { maxLength: 60 }), async (delays) => {
      const clock = createClock()
      const woken: (readonly [number, number])[] = []
      for (const [index, ms] of delays.entries()) {
        clock.sleep(ms).then(() => {
          expect(elapsed(clock)).toBe(ms)
          woken.push([ms, index])
        })
      }
      await clock.run()
      expect(woken).toEqual(delays.map((ms, index) => [ms, index] as const).sort(([a, i], [b, j]) => a - b || i - j))
    })
    await fc.assert(property, { numRuns: 100 })
  })

  const chains: readonly (readonly [string, () => Promise<void>])[] = [
    ['promises', () => Promise.resolve()],
    ['process.nextTick', () => new Promise((resolve) => process.nextTick(resolve))],
    ['setImmediate', immediate],
    ['files', () => stat(new URL(import.meta.url)).then(() => undefined)],
  ]

  it.each(chains)('lets time go on only when the woken code is done: a hundred links of %s', async (_, link) => {
    const clock = createClock()
    const log: string[] = []
    const early = async (): Promise<void> => {
      await clock.sleep(1)
      for (let done = 0; done < 100; done += 1) await link()
      log.push(`early, at ${elapsed(clock)}`)
    }
    const late = async (): Promise<void> => {
      await clock.sleep(2)
      log.push(`late, at ${elapsed(clock)}`)
    }
    const both = Promise.all([late(), early()])
    await clock.run()
    expect(log).toEqual(['early, at 1', 'late, at 2'])
    await both
  })

  it('waits for code that has not gone to sleep yet, before and between', async () => {
    const clock = createClock()
    const nap = async (): Promise<number> => {
      await immediate()
      await clock.sleep(10)
      await immediate()
      await clock.sleep(0)
      await clock.sleep(5)
      return elapsed(clock)
    }
    const woken = nap()
    await clock.run()
    expect(await woken).toBe(15)
  })

  it('goes as far as it is told, and later sleepers sleep on', async () => {
    const clock = createClock()
    const woken: number[] = []
    for (const ms of [10, 20, 30]) clock.sleep(ms).then(() => woken.push(ms))
    await clock.advance(20)
    expect([woken, elapsed(clock)]).toEqual([[10, 20], 20])
    await clock.run(new Date(start.getTime() + 25))
    expect([woken, elapsed(clock)]).toEqual([[10, 20], 25])
    await clock.run(start)
    expect(elapsed(clock)).toBe(25)
    await clock.run()
    expect([woken, elapsed(clock)]).toEqual([[10, 20, 30], 30])
  })

  it('goes beside another one, each at its own pace', async () => {
    const clocks = [createClock(), createClock()]
    for (const clock of clocks) {
      clock.sleep(1).then(async () => {
        await immediate()
        await clock.sleep(1)
      })
    }
    await Promise.all(clocks.map((clock) => clock.run()))
    expect(clocks.map(elapsed)).toEqual([2, 2])
  })

  it('refuses to go while it goes, which would never end', async () => {
    const clock = createClock()
    const refused = clock.sleep(1).then(() => clock.advance(1))
    refused.catch(() => undefined)
    await clock.run()
    await expect(refused).rejects.toMatchObject({ name: 'EmulatorError', code: 'emulator-clock' })
    await clock.advance(1)
    expect(elapsed(clock)).toBe(2)
  })

  it.each([
    ['no options', () => Reflect.apply(createVirtualClock, undefined, [{}]), 'start'],
    ['no date', () => createVirtualClock({ start: new Date('never') }), 'start'],
    ['an unknown option', () => Reflect.apply(createVirtualClock, undefined, [{ start, zone: 'UTC' }]), 'zone'],
    ['a negative time', () => createClock().sleep(-1), 'ms'],
    ['no number', () => createClock().sleep(Number.NaN), 'ms'],
  ])('refuses %s', (_, act, field) => {
    expect(act).toThrow(expect.objectContaining({ code: 'emulator-option', field }))
  })

  it.each([['advance', -1, 'ms'] as const, ['run', new Date('never'), 'until'] as const])(
    'refuses to %s for %s',
    async (method, argument, field) => {
      const clock = createClock()
      await expect(Reflect.apply(clock[method], clock, [argument])).rejects.toMatchObject({ field })
    },
  )
})
