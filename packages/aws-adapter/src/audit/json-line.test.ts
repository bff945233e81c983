import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonLine } from './json-line.js'

const active = /[\p{C}\u2028\u2029]/u

/** Of any code points, halves of pairs included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 20 })
  .map((codes) => String.fromCodePoint(...codes))

describe('jsonLine', () => {
  it.each([
    ['a line feed', '\n', '\\n'],
    ['an escape sequence of a terminal', '\u001b[2J', '\\u001b[2J'],
    ['a control character of C1', '\u009b', '\\u009b'],
    ['a line separator', '\u2028', '\\u2028'],
    ['an override of the direction', '\u202e', '\\u202e'],
    ['a character that XML does not take', '\uffff', '\\uffff'],
    ['a format character beyond the first plane', '\u{e0001}', '\\udb40\\udc01'],
    ['half a character', '\ud800', '\\ud800'],
    ['what is none of these', 'é 中 😀', 'é 中 😀'],
  ])('writes %s', (_what, text, written) => {
    expect(jsonLine({ text })).toBe(`{"text":"${written}"}`)
  })

  it('is read as what was written, and is one line of characters that show', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = jsonLine({ [text]: text })
        expect(JSON.parse(line)).toEqual({ [text]: text })
        expect(active.test(line)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})
