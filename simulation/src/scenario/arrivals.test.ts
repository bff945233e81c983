import { describe, expect, it } from 'vitest'
import { afterPowerCut, atOnce, overTheDay } from './arrivals.js'

const devices = Array.from({ length: 4000 }, (_, device) => device)
const hourOf = (at: number): number => Math.floor(at * 24)

describe('arrivals', () => {
  it('over a day are few by night and most at noon', () => {
    const hours = devices.map((device) => hourOf(overTheDay(device, 1)))
    const inHour = (hour: number): number => hours.filter((each) => each === hour).length
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...hours)).toBeLessThanOrEqual(23)
    expect(inHour(12)).toBeGreaterThan(5 * inHour(0))
    expect(inHour(12)).toBeGreaterThan(5 * inHour(23))
  })

  it('at once leave a few for later', () => {
    const times = devices.map((device) => atOnce(0.99, 0.001)(device, 1))
    const late = times.filter((at) => at > 0.001)
    expect(late.length / times.length).toBeCloseTo(0.01, 2)
    expect(Math.max(...late)).toBeGreaterThan(0.8)
  })
})

describe('a power cut', () => {
  const cut = { from: 0.4, until: 0.5, upWithin: 0.01 }

  it.each([
    ['what was before it', 0.39],
    ['what comes after it', 0.5],
  ])('leaves %s', (_, at) => {
    expect(afterPowerCut(at, 1, cut, 1)).toBe(at)
    expect(afterPowerCut(at, 1, undefined, 1)).toBe(at)
  })

  it('brings everything else back at its end, within a moment', () => {
    const back = devices.map((device) => afterPowerCut(0.4 + (device / 4000) * 0.0999, device, cut, 1))
    expect(Math.min(...back)).toBeGreaterThanOrEqual(0.5)
    expect(Math.max(...back)).toBeLessThan(0.51)
  })
})
