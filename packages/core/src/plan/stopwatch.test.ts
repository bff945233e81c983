import { describe, expect, it } from 'vitest'
import { createMemoryDriver } from '../testing/memory-driver.js'
import { execute } from './execute.js'
import { driverOf, pending, plan } from './fixtures/scripted-driver.js'

describe('times', () => {
  it('are told in milliseconds since the beginning', async () => {
    let now = 1_000
    const driver = driverOf(() => {
      now += 5
      return { outcome: 'done' }
    })
    const { steps } = await execute(plan, driver, { concurrency: 1, now: () => now })
    expect(steps.slice(0, 2)).toMatchObject([
      { startedAfterMs: 0, durationMs: 5 },
      { startedAfterMs: 5, durationMs: 5 },
    ])
  })

  it.each<[string, () => number]>([
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['answers nonsense', () => Number.NaN],
  ])('are left out where the clock %s', async (_, now) => {
    const { status, steps } = await execute(plan, createMemoryDriver(pending), { now })
    expect(status).toBe('completed')
    expect(Object.keys(steps[0] ?? {})).toEqual(['id', 'kind', 'outcome'])
  })
})
