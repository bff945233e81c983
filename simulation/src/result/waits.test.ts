import { describe, expect, it } from 'vitest'
import { Fleet } from '../fleet/fleet.js'
import { seriesOf, utilisationOf } from './series.js'
import { completionOf, earliestEnd, waitsOfFleet } from './waits.js'

describe('the earliest end', () => {
  it.each<[string, number[], number]>([
    ['all at once', [0, 0, 0, 0], 40],
    ['one after the other, slower than the quotas', [0, 100, 200], 210],
    ['a rush at the end', [0, 100, 100, 100], 130],
    ['a rush at first', [0, 0, 0, 25], 40],
  ])('%s', (_, firstKnocks, end) => {
    expect(earliestEnd(Uint32Array.from(firstKnocks), 10)).toBe(end)
  })
})

it('compares when devices were registered with when they could have been', () => {
  const fleet = new Fleet(100)
  for (let device = 0; device < 100; device += 1) {
    fleet.knock(device, device === 99 ? 5000 : 0, 10)
    fleet.register(device, device === 99 ? 6000 : (device + 1) * 11)
  }
  expect(completionOf(fleet, 0.99, 10)).toEqual({ reachedMs: 1089, earliestMs: 990 })
  expect(completionOf(fleet, 1, 10)).toEqual({ reachedMs: 6000, earliestMs: 5010 })
  expect(waitsOfFleet(fleet)).toMatchObject({ all: { longest: 1089 }, lateBeyondWarranted: { longest: 1000 } })
})

it('says how much of the quota was used while somebody waited', () => {
  const minute = (registrations: number, waiting: number) => ({ events: 0, registrations, queued: 0, waiting })
  expect(utilisationOf([minute(0, 900), minute(600, 600), minute(540, 700), minute(0, 0)], 600)).toBe(0.95)
  expect(utilisationOf([minute(1, 0)], 600)).toBeNull()
})

it('draws long runs together', () => {
  const minutes = Array.from({ length: 481 }, (_, index) => ({
    events: index,
    registrations: 6,
    queued: index,
    waiting: 1,
  }))
  const series = seriesOf(minutes)
  expect([series.minutesEach, series.events.length]).toEqual([3, 161])
  expect([series.events[0], series.queued[0], series.registrations.at(-1), series.queued.at(-1)]).toEqual([
    1, 2, 6, 480,
  ])
})
