import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOne, anyRun, type GlobToken, matchGlob } from './glob.js'

const wildcards = new Map<string, GlobToken>([
  ['*', anyRun],
  ['?', anyOne],
])
const tokensOf = (pattern: string): GlobToken[] =>
  Array.from(pattern, (character) => wildcards.get(character) ?? character)

describe('matchGlob', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'a/b/c', true],
    ['?', '', false],
    ['?', 'a', true],
    ['?', 'ab', false],
    ['a/*/c', 'a/b/c', true],
    ['a/*/c', 'a/x/y/c', true],
    ['a/*/c', 'a/c', false],
    ['*a*b*c*', 'xxaxxbxxcxx', true],
    ['*a*b*c*', 'xxaxxcxxbxx', false],
    ['*.b', 'a.b.c.b', true],
    ['*ab', 'aab', true],
    ['?*?', 'a', false],
    ['?*?', 'ab', true],
    ['a+b#', 'a+b#', true],
    ['a+b#', 'a/b/', false],
    ['?', '\uffff', true],
    ['?', '😀', true],
    ['??', '😀', false],
    ['*?', '😀', true],
    ['*??', '😀', false],
  ])('%j against %j: %s', (pattern, text, expected) => {
    expect(matchGlob(tokensOf(pattern), text)).toBe(expected)
  })

  it('agrees with a plain recursive definition', () => {
    const matches = (pattern: string, text: string): boolean => {
      if (pattern === '') return text === ''
      const [first = '', rest] = [pattern[0], pattern.slice(1)]
      if (first === '*') return matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)))
      return text !== '' && (first === '?' || first === text[0]) && matches(rest, text.slice(1))
    }
    const word = (letters: string[]) =>
      fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((list) => list.join(''))
    fc.assert(
      fc.property(word(['a', 'b', '*', '?']), word(['a', 'b']), (pattern, text) => {
        expect(matchGlob(tokensOf(pattern), text)).toBe(matches(pattern, text))
      }),
      { numRuns: 2000 },
    )
  })

  it('finishes on a pattern that makes a backtracking matcher explode', () => {
    const pattern = tokensOf(`${'*a'.repeat(1000)}b`)
    expect(matchGlob(pattern, 'a'.repeat(4000))).toBe(false)
  })
})
