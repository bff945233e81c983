import { describe, expect, it } from 'vitest'
import { anyOne, anyRun } from '../evaluate/glob.js'
import { type AutomatonToken, anyLevel } from './glob-automaton.js'
import { after, anyOf, compileLanguage, everyOf, globLanguage, includes, type Language, not } from './language.js'

const glob = (...tokens: AutomatonToken[]): Language => globLanguage(tokens)
const [ab, cd, ef, gh] = [glob('ab'), glob('cd'), glob('ef'), glob('gh')]
/** No text goes on from the root to fit the pattern. */
const dead = (): Language => globLanguage(['b'], 'a')

describe('a language', () => {
  it.each<[title: string, language: Language, text: string, included: boolean]>([
    ['one of several', anyOf([ab, cd]), 'cd', true],
    ['none of several', anyOf([ab, cd]), 'ad', false],
    ['none of nothing', anyOf([]), '', false],
    ['all', everyOf(glob('a', anyRun), glob(anyRun, 'b')), 'axb', true],
    ['one of two', everyOf(glob('a', anyRun), glob(anyRun, 'b')), 'ax', false],
    ['not it', not(ab), 'ab', false],
    ['not another', not(ab), 'a', true],
  ])('%s', (_, language, text, included) => {
    expect(includes(language, text)).toBe(included)
  })

  it.each<[tokens: AutomatonToken[], root: string, rest: string, included: boolean]>([
    [['abc'], 'ab', 'c', true],
    [['abc'], 'ab', 'bc', false],
    [['aba'], 'ab', 'a', true],
    [['aba'], 'ba', 'b', false],
    [['ab'], 'ab', '', true],
    [['ab', 'cd'], 'abc', 'd', true],
    [['ab', anyRun], 'a', 'bx', true],
    [['ab', anyRun, 'c'], 'abxx', 'yc', true],
    [[anyOne, 'b'], 'ac', '', false],
  ])('of %j behind %j holds %j: %s', (tokens, root, rest, included) => {
    expect(includes(globLanguage(tokens, root), rest)).toBe(included)
  })

  it.each<[title: string, language: Language, text: string, next: string[] | undefined]>([
    ['a text', ab, '', ['a']],
    ['a text that is begun', ab, 'a', ['b']],
    ['a text that is over', ab, 'ab', []],
    ['a text that was another', ab, 'x', []],
    ['a pattern that cannot fit', dead(), '', []],
    ['any character', glob(anyOne, 'a'), '', undefined],
    ['any run', glob(anyRun, 'a'), 'x', undefined],
    ['any level', glob(anyLevel, '/a'), 'x', undefined],
    ['one of several', anyOf([ab, cd]), '', ['a', 'c']],
    ['one of several that begin alike', anyOf([ab, glob('ac')]), '', ['a']],
    ['one that may be anything', anyOf([ab, glob(anyRun)]), '', undefined],
    ['both', everyOf(glob(anyRun), ab), '', ['a']],
    ['the fewest', everyOf(anyOf([ab, cd]), ab), '', ['a']],
    ['the fewest, which come first', everyOf(ab, anyOf([ab, cd])), '', ['a']],
    ['the fewest of many', everyOf(anyOf([ab, cd]), anyOf([ab, cd, ef])), '', ['a', 'c']],
    ['the first of as many', everyOf(anyOf([ab, cd]), anyOf([ef, gh])), '', ['a', 'c']],
    ['all that may be anything', everyOf(glob(anyOne), glob(anyRun)), '', undefined],
    ['what is beside something open', everyOf(anyOf([ab, cd]), glob(anyRun)), '', ['a', 'c']],
    ['what is taken away', not(ab), '', undefined],
  ])('goes on with: %s', (_, language, text, next) => {
    const machine = compileLanguage(language)
    expect(machine.next(after(machine, text, machine.start))).toEqual(next)
  })

  it.each<[title: string, language: Language, text: string, alive: boolean]>([
    ['a text that is begun', ab, 'a', true],
    ['a text that was another', ab, 'x', false],
    ['a pattern that cannot fit', dead(), '', false],
    ['none', anyOf([]), '', false],
    ['one of two', anyOf([ab, cd]), 'c', true],
    ['none of two', anyOf([ab, cd]), 'x', false],
    ['half of both', everyOf(ab, cd), 'a', false],
    ['both', everyOf(ab, glob(anyRun)), 'a', true],
    ['what is taken away', not(ab), 'ab', true],
  ])('may be reached: %s', (_, language, text, alive) => {
    const machine = compileLanguage(language)
    expect(machine.isAlive(after(machine, text, machine.start))).toBe(alive)
  })

  it('tells the characters of its patterns apart, but those behind which it begins', () => {
    const charactersOf = (tokens: AutomatonToken[], root?: string): string[] => [
      ...compileLanguage(globLanguage(tokens, root)).characters,
    ]
    expect(charactersOf(['aba', anyRun])).toEqual(['a', 'b'])
    expect(charactersOf(['a', anyLevel])).toEqual(['a', '/'])
    expect(charactersOf([anyOne, 'bc'], 'ab')).toEqual(['c'])
    expect(charactersOf([anyOne, 'b'], 'ac')).toEqual([])
    expect(charactersOf(['b'], 'a')).toEqual([])
  })

  it('costs as many words of 64 positions as its patterns have', () => {
    const sizeOf = (...languages: Language[]): number => compileLanguage(anyOf(languages)).size
    expect(sizeOf(glob('a'.repeat(63)))).toBe(1)
    expect(sizeOf(glob('a'.repeat(64)))).toBe(2)
    expect(sizeOf(glob('a'.repeat(64)), ab)).toBe(3)
    expect(sizeOf(globLanguage(['a'.repeat(99), 'b'], 'a'.repeat(99)))).toBe(1)
    expect(sizeOf(globLanguage(['a'.repeat(99), 'b'.repeat(99)], 'a'.repeat(99) + 'b'.repeat(90)))).toBe(1)
  })
})
