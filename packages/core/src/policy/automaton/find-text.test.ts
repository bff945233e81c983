import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOne, anyRun, type GlobToken, matchGlob } from '../evaluate/glob.js'
import { findText } from './find-text.js'
import { type AutomatonToken, anyLevel } from './glob-automaton.js'
import { anyOf, everyOf, globLanguage, includes, not } from './language.js'

const wildcards = new Map<string, GlobToken>([
  ['*', anyRun],
  ['?', anyOne],
])
const tokensOf = (pattern: string): GlobToken[] =>
  Array.from(pattern, (character) => wildcards.get(character) ?? character)
const glob = (pattern: string) => globLanguage(tokensOf(pattern))

const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 6 }).map((parts) => parts.join(''))
const text = fc.array(fc.constantFrom('a', 'b', '/', 'c'), { maxLength: 6 }).map((parts) => parts.join(''))

describe('a pattern as an automaton', () => {
  it('accepts what the matcher accepts', () => {
    fc.assert(
      fc.property(pattern, text, (one, candidate) => {
        expect(includes(glob(one), candidate)).toBe(matchGlob(tokensOf(one), candidate))
      }),
      { numRuns: 1000 },
    )
  })

  it('continues a root', () => {
    fc.assert(
      fc.property(pattern, text, text, (one, root, rest) => {
        expect(includes(globLanguage(tokensOf(one), root), rest)).toBe(matchGlob(tokensOf(one), root + rest))
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[tokens: AutomatonToken[], text: string, accepted: boolean]>([
    [['a/', anyLevel], 'a/b', true],
    [['a/', anyLevel], 'a/', true],
    [['a/', anyLevel], 'a/b/c', false],
    [['a/', anyLevel, '/c'], 'a/b/c', true],
    [[anyOne], '😀', true],
  ])('of %j reads %j: %s', (tokens, candidate, accepted) => {
    expect(includes(globLanguage(tokens), candidate)).toBe(accepted)
  })
})

describe('findText', () => {
  it.each([
    ['a*', '*b', 'ab'],
    ['a?c', '*bc', 'abc'],
    ['device/a/*', 'device/b/*', undefined],
    ['device/a*', 'device/ab/*', 'device/ab/'],
    ['?', '??', undefined],
  ])('in %j and in %j: %j', (one, other, example) => {
    expect(findText(everyOf(glob(one), glob(other)))).toEqual(example === undefined ? 'none' : { example })
  })

  it('leaves out what is taken away, and excluded characters', () => {
    expect(findText(everyOf(glob('a*'), not(glob('a?')), not(glob('a'))))).toEqual({ example: 'axx' })
    expect(findText(glob('+'), ['+'])).toBe('none')
    expect(findText(everyOf(glob('?'), not(anyOf([...'xyzabcdefghijklmnopqrstuvw0123456789'].map(glob)))))).toEqual({
      example: 'Ā',
    })
    expect(findText(everyOf(glob('?'), not(anyOf([...'xyzabcdefghijklmnopqrstuvw0123456789Ā'].map(glob)))))).toEqual({
      example: 'ā',
    })
  })

  it('finds a text where there is one, and only then', () => {
    const texts = ['a', 'b', '/', 'x'].flatMap((first) => [
      first,
      ...['a', 'b', '/', 'x'].flatMap((second) => [
        first + second,
        ...['a', 'b', '/', 'x'].map((c) => first + second + c),
      ]),
    ])
    fc.assert(
      fc.property(pattern, pattern, pattern, (one, other, taken) => {
        const language = everyOf(glob(one), glob(other), not(glob(taken)))
        const found = findText(language)
        if (typeof found === 'object') expect(includes(language, found.example)).toBe(true)
        else expect(texts.filter((candidate) => includes(language, candidate))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('gives up, rather than search for ever', () => {
    const hostile = Array.from({ length: 30 }, (_, index) => glob(`*a${'?'.repeat(index + 1)}`))
    const impossible = everyOf(
      ...hostile.map((language, index) => (index % 2 === 0 ? language : not(language))),
      glob('*b*b'),
      not(glob('*b*')),
    )
    expect(findText(impossible)).toBe('too-large')
  })
})
