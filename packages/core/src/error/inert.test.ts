import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inert } from './inert.js'

describe('inert', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a carriage return', 'a\rb', 'a\\u{d}b'],
    ['a line feed', 'a\nb', 'a\\u{a}b'],
    ['a one-byte control sequence introducer', '\u009b2J', '\\u{9b}2J'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a right-to-left override', 'a\u202eb', 'a\\u{202e}b'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['letters of any script', 'Zürich 東京', 'Zürich 東京'],
  ])('shows %s', (_, text, shown) => {
    expect(inert(text)).toBe(shown)
  })

  it('bounds what it shows', () => {
    expect(inert('x'.repeat(9999))).toBe(`${'x'.repeat(1024)}…`)
  })

  it('lets no control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(inert(text)).not.toMatch(/[\p{C}\u2028\u2029]/u)
      }),
    )
  })
})
