import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Schedule } from './schedule.js'

it('gives what is due in the order of times, then of numbers', () => {
  const entries = fc.array(fc.tuple(fc.nat(50), fc.nat(1000)), { maxLength: 200 })
  fc.assert(
    fc.property(entries, fc.nat(60), (given, now) => {
      const schedule = new Schedule()
      for (const [at, value] of given) schedule.add(at, value)
      const due = given.filter(([at]) => at <= now).sort(([at, value], [other, more]) => at - other || value - more)
      expect(due.map(() => schedule.takeDue(now))).toEqual(due.map(([, value]) => value))
      expect(schedule.takeDue(now)).toBeUndefined()
      expect(schedule.size).toBe(given.length - due.length)
      expect(schedule.nextAt > now).toBe(true)
    }),
    { numRuns: 100 },
  )
})

it('knows what is next, or that nothing is', () => {
  const schedule = new Schedule()
  expect([schedule.next, schedule.nextAt]).toEqual([undefined, Number.POSITIVE_INFINITY])
  schedule.add(5, 1)
  schedule.add(3, 2)
  expect([schedule.next, schedule.nextAt]).toEqual([2, 3])
})
