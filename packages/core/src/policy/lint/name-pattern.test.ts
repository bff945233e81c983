import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchGlob } from '../evaluate/glob.js'
import { compilePattern } from '../evaluate/pattern.js'
import { covers, mayOverlap, overlap, topicsOf } from './name-pattern.js'

describe('overlap', () => {
  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', '', false],
    ['*', '', true],
    ['?', '', false],
    ['a*', '*b', true],
    ['a*c', 'b*', false],
    ['a?c', '??c', true],
    ['*a*', 'bbb', false],
    ['a/*', 'a/b/*', true],
    ['${iot:ClientId}', 'a', false],
    ['${iot:ClientId}/*', '${iot:ClientId}/a', true],
  ])('`%s` and `%s`: %s', (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected)
    expect(overlap(other, one)).toBe(expected)
  })

  it.each([
    ['${iot:ClientId}', 'a/b', true],
    ['a/${iot:ClientId}', 'b/*', false],
    ['a/\uFFFC', 'a/b', true],
    ['a/\uFFFB', 'a/b', true],
    ['a/\uFFFB/c', 'a/*/d', false],
  ])('may be for `%s` and `%s`: %s', (one, other, expected) => {
    expect(mayOverlap(one, other)).toBe(expected)
  })

  it('is taken for granted of what is longer than 1024 characters', () => {
    expect(overlap('a'.repeat(1024), 'b'.repeat(1024))).toBe(false)
    expect(overlap('a'.repeat(1025), 'b')).toBe(true)
    expect(overlap('b', 'a'.repeat(1025))).toBe(true)
  })

  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 })
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 })

  it('holds where any text fits both', () => {
    const fits = (glob: string, of: string): boolean =>
      matchGlob(
        compilePattern(glob).filter((part) => typeof part !== 'object'),
        of,
      )
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, both) => {
        if (fits(one, both) && fits(other, both)) expect(overlap(one, other)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('with a text is whether the text fits', () => {
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        expect(overlap(one, other)).toBe(covers(one, other))
      }),
      { numRuns: 1000 },
    )
  })
})

it.each([
  ['a/${iot:ClientId}/*', 'a/${iot:ClientId}/b', true],
  ['a/${iot:ClientId}/*', 'a/${iot:CertificateId}/b', false],
  ['a/${iot:ClientId}/*', 'a//b', false],
])('`%s` covers `%s`: %s', (pattern, other, expected) => {
  expect(covers(pattern, other)).toBe(expected)
})

it.each([
  ['a', 'a'],
  ['a/+', 'a/*'],
  ['+/+', '*/*'],
  ['a/#', 'a*'],
  ['#', '*'],
  ['a+/b#', 'a+/b#'],
  ['a/#b', 'a/#b'],
])('the topics of the filter `%s` are `%s`', (filter, topics) => {
  expect(topicsOf(filter)).toBe(topics)
})
