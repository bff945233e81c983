import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterCall, afterSuccess, afterThrottling, type Pace, startPace, startsAt } from './pace.js'

const tenPerSecond = startPace({ quota: 10, share: 1, burstMs: 0 })

/** When each of so many calls goes that wait from the beginning. */
const departures = (pace: Pace, count: number): readonly number[] => {
  const times: number[] = []
  let current = pace
  for (let now = 0; times.length < count; ) {
    now = startsAt(current, now)
    current = afterCall(current, now)
    times.push(now)
  }
  return times
}

describe('a pace', () => {
  it('is the share of the quota at first', () => {
    expect(startPace({ quota: 10, share: 0.25, burstMs: 0 }).rate).toBe(2.5)
  })

  it.each([
    ['spaces calls by its rate', 0, 1001, 100],
    ['lets a burst go at once', 1000, 1010, 100],
  ])('%s', (_, burstMs, calls, seconds) => {
    const last = departures({ ...tenPerSecond, burstMs }, calls).at(-1) ?? 0
    expect(last / 1000).toBeCloseTo(seconds, 1)
  })

  it('catches up with idle time, but with no more than its burst', () => {
    const idle = { ...afterCall({ ...tenPerSecond, burstMs: 1000 }, 0), dueAt: 0 }
    const soon = departures({ ...idle, dueAt: -3_600_000 }, 12).filter((time) => time === 0)
    expect(soon).toHaveLength(10)
  })

  it('varies the gaps by a quarter, so that processes do not fall into step', () => {
    const times = departures(tenPerSecond, 50)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(new Set(gaps.map(Math.round)).size).toBeGreaterThan(10)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(75)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(125)
  })

  it('tells when a call goes that has others before it', () => {
    expect(startsAt(afterCall(tenPerSecond, 0), 0, 9)).toBe(1000)
  })

  it('falls by a fifth when AWS throttles, once for all calls that were under way', () => {
    const once = afterThrottling(tenPerSecond, 0, 100)
    expect(once.rate).toBe(8)
    expect(afterThrottling(once, 50, 150).rate).toBe(8)
    expect(afterThrottling(once, 120, 200).rate).toBe(6.4)
  })

  it('has nothing to catch up with after a throttling', () => {
    const throttled = afterThrottling({ ...tenPerSecond, burstMs: 1000 }, 0, 0)
    expect(startsAt(throttled, 0)).toBe(125)
  })

  it('grows by a fiftieth of the quota in a second, up to its share, however fast the calls come', () => {
    const low = { ...tenPerSecond, rate: 5 }
    const afterASecond = Array.from({ length: 5 }).reduce<Pace>(afterSuccess, low)
    expect(afterASecond.rate).toBeCloseTo(5.2, 1)
    expect(afterSuccess(tenPerSecond).rate).toBe(10)
  })

  it('never stands still', () => {
    const throttled = Array.from({ length: 100 }).reduce<Pace>(
      (pace, _, index) => afterThrottling(pace, index * 1000, index * 1000),
      tenPerSecond,
    )
    expect(throttled.rate).toBeCloseTo(0.2)
  })

  it('does not wait for a clock that has gone back', () => {
    const later = afterCall(tenPerSecond, 3_600_000)
    expect(startsAt(later, 0)).toBe(125)
  })

  it('keeps to rate and burst in every stretch of time, whatever happens', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('call' as const), wait: fc.nat({ max: 3000 }) }),
      fc.record({ kind: fc.constantFrom('throttling' as const, 'success' as const), wait: fc.constant(0) }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), fc.nat({ max: 2000 }), (events, burstMs) => {
        let pace = startPace({ quota: 10, share: 0.5, burstMs })
        let now = 0
        const times: number[] = []
        for (const { kind, wait } of events) {
          if (kind === 'throttling') pace = afterThrottling(pace, now, now)
          else if (kind === 'success') pace = afterSuccess(pace)
          else {
            now = Math.max(now + wait, startsAt(pace, now + wait))
            pace = afterCall(pace, now)
            times.push(now)
          }
        }
        // The jitter moves a call by less than a gap.
        const most = (ms: number): number => ((ms + burstMs) * 5) / 1000 + 2
        times.forEach((from, first) => {
          for (const [further, until] of times.slice(first).entries()) {
            expect(further + 1).toBeLessThanOrEqual(most(until - from))
          }
        })
      }),
      { numRuns: 200 },
    )
  })
})
