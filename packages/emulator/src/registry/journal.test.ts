import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Journal } from './journal.js'
import { JournaledMap } from './journaled-map.js'
import { Relation } from './relation.js'

const name = fc.constantFrom('a', 'b', 'c', '__proto__')
const change = fc.record({
  on: fc.constantFrom('map', 'relation'),
  put: fc.boolean(),
  left: name,
  right: name,
  value: fc.nat(),
})
const changes = fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { maxLength: 8 })

describe('a journal', () => {
  it('shows what was before the latest change, and leaves what is as it is', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const journal = new Journal()
        const map = new JournaledMap<string, number>(journal)
        const relation = new Relation<number>(journal)
        const state = (): unknown => [
          [...map].sort(),
          ['a', 'b', 'c', '__proto__'].map((left) =>
            relation
              .rightsOf(left)
              .map((right) => [right, relation.valueOf(left, right)])
              .sort(),
          ),
          ['a', 'b', 'c', '__proto__'].map((right) => relation.leftsOf(right).toSorted()),
        ]
        for (const one of all) {
          const before = state()
          const changed = one.map(({ on, put, left, right, value }) => {
            if (on === 'map') return put ? map.set(left, value) !== undefined : map.delete(left)
            return put ? relation.link(left, right, value) === undefined : relation.unlink(left, right)
          })
          journal.complete()
          const after = state()
          // Taking out what is not there is no change.
          if (changed.includes(true)) expect(journal.lookBack(state)).toEqual(before)
          expect(state()).toEqual(after)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('comes back from a look that fails', () => {
    const journal = new Journal()
    const map = new JournaledMap<string, number>(journal)
    map.set('a', 1)
    map.clear()
    map.set('b', 2)
    expect(() =>
      journal.lookBack(() => {
        expect(map.size).toBe(0)
        throw new Error('nothing to see')
      }),
    ).toThrow('nothing to see')
    expect([...map]).toEqual([['b', 2]])
  })
})
