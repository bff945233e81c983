import { describe, expect, it } from 'vitest'
import { forEachBounded } from './for-each-bounded.js'

describe('forEachBounded', () => {
  it('works on so many at a time, and holds no more', async () => {
    let given = 0
    let finished = 0
    let most = 0
    async function* numbers() {
      for (let number = 0; number < 100; number += 1) {
        given += 1
        yield number
      }
    }
    const seen: number[] = []
    await forEachBounded(numbers(), 7, async (number) => {
      most = Math.max(most, given - finished)
      await new Promise(setImmediate)
      seen.push(number)
      finished += 1
    })
    expect(seen.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 100 }, (_, index) => index))
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(8)
  })

  it.each(['the work', 'the source'])('rejects with what %s does, and begins nothing more', async (what) => {
    let begun = 0
    let isClosed = false
    async function* numbers() {
      try {
        for (let number = 0; ; number += 1) {
          if (what === 'the source' && number === 3) throw new Error('over')
          yield number
        }
      } finally {
        isClosed = true
      }
    }
    const work = async (number: number): Promise<void> => {
      begun += 1
      if (what === 'the work' && number === 3) throw new Error('over')
      await new Promise(setImmediate)
    }
    await expect(forEachBounded(numbers(), 2, work)).rejects.toThrow('over')
    expect(begun).toBeLessThan(7)
    expect(isClosed).toBe(true)
  })
})
