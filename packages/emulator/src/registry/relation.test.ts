import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Relation } from './relation.js'

const name = fc.constantFrom('a', 'b', 'c', '__proto__')
const change = fc.record({ link: fc.boolean(), left: name, right: name, value: fc.integer() })

describe('a relation', () => {
  it('agrees with a plain list of pairs, from both sides', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const relation = new Relation<number>()
        const pairs = new Map<string, number>()
        for (const { link, left, right, value } of changes) {
          if (link) relation.link(left, right, value)
          else expect(relation.unlink(left, right)).toBe(pairs.has(`${left} ${right}`))
          if (link) pairs.set(`${left} ${right}`, value)
          else pairs.delete(`${left} ${right}`)
        }
        for (const one of ['a', 'b', 'c', '__proto__']) {
          const linked = [...pairs.keys()].map((pair) => pair.split(' '))
          expect([...relation.rightsOf(one)].sort()).toEqual(
            linked
              .filter(([left]) => left === one)
              .map(([, right]) => right)
              .sort(),
          )
          expect([...relation.leftsOf(one)].sort()).toEqual(
            linked
              .filter(([, right]) => right === one)
              .map(([left]) => left)
              .sort(),
          )
        }
        for (const [pair, value] of pairs) {
          const [left = '', right = ''] = pair.split(' ')
          expect(relation.valueOf(left, right)).toBe(value)
        }
      }),
    )
  })
})
