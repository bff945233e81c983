import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TokenBucket, type TokenRate, takeToken } from './token-bucket.js'

/** Which of the calls at these times get a token. */
const grantedAt = (rate: TokenRate, times: readonly number[]): readonly number[] => {
  let bucket: TokenBucket | undefined
  return times.filter((now) => {
    const taking = takeToken(bucket, rate, now)
    bucket = taking
    return taking.isTaken
  })
}

const times = (count: number, every: number): readonly number[] => Array.from({ length: count }, (_, n) => n * every)

describe('a token bucket', () => {
  it.each([
    ['holds what one second brings', { perSecond: 10 }, times(30, 0), 10],
    ['holds its burst', { perSecond: 10, burst: 3 }, times(30, 0), 3],
    ['holds one token at least', { perSecond: 0.5 }, times(3, 0), 1],
    ['gives the rate without end, however it divides', { perSecond: 15, burst: 1 }, times(10_001, 1), 150],
    ['gives all where no more is asked', { perSecond: 10, burst: 1 }, times(100, 100), 100],
    ['does not save up beyond its burst', { perSecond: 10 }, [0, ...Array(30).fill(60_000)], 11],
  ])('%s', (_, rate, asked, granted) => {
    expect(grantedAt(rate, asked)).toHaveLength(granted)
  })

  it('is neither filled nor emptied by a clock that goes back', () => {
    const rate = { perSecond: 1 }
    expect(grantedAt(rate, [10_000, 0, 5_000, 10_999, 11_000])).toEqual([10_000, 11_000])
  })

  it('never gives more in any stretch of time than burst and rate allow', () => {
    const asked = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), asked, (perSecond, burst, gaps) => {
        let now = 0
        const granted = grantedAt(
          { perSecond, burst },
          gaps.map((gap) => {
            now += gap
            return now
          }),
        )
        granted.forEach((from, first) => {
          granted.slice(first).forEach((until, further) => {
            expect(further + 1).toBeLessThanOrEqual(burst + ((until - from) * perSecond) / 1000)
          })
        })
      }),
      { numRuns: 100 },
    )
  })
})
