import { describe, expect, it } from 'vitest'
import { RateLimiter } from './rate-limiter.js'

describe('a rate limiter', () => {
  it('keeps the buckets of those only who were there within a second', () => {
    let now = 0
    const limiter = new RateLimiter({ connect: 1 }, () => new Date(now))
    const before = limiter.holders
    for (let device = 0; device < 10_000; device += 1) {
      now = device
      expect(limiter.isWithinOwn('connect', `device-${device}`)).toBe(true)
    }
    expect([before, limiter.holders]).toEqual([0, 1000])
    expect(limiter.isWithinOwn('connect', 'device-9000')).toBe(false)
    expect(limiter.isWithinOwn('connect', 'device-8000')).toBe(true)
  })

  it('lets pass what has no quota, or an infinite one', () => {
    const limiter = new RateLimiter({ endless: Number.POSITIVE_INFINITY }, () => new Date(0))
    for (const operation of ['endless', 'unknown', '__proto__', 'constructor']) {
      expect(limiter.isWithin(operation)).toBe(true)
      expect(limiter.isWithinOwn(operation, 'device')).toBe(true)
    }
  })
})
