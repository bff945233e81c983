import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapBounded } from './map-bounded.js'

describe('mapBounded', () => {
  it('keeps the order, and does no more at once than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 20 }), fc.integer({ min: 1, max: 6 }), async (items, limit) => {
        let underWay = 0
        const results = await mapBounded(items, limit, async (turns) => {
          underWay += 1
          expect(underWay).toBeLessThanOrEqual(limit)
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
          underWay -= 1
          return turns * 2
        })
        expect(results).toEqual(items.map((item) => item * 2))
      }),
    )
  })
})
