import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine } from './one-line.js'

describe('oneLine', () => {
  it.each([
    ['plain text', 'plain text'],
    ['two\r\nlines', 'two lines'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['hidden\u202etext', 'hidden text'],
    ['line\u2028separator', 'line separator'],
    ['   ', ''],
  ])('writes %j as %j', (text, line) => {
    expect(oneLine(text)).toBe(line)
  })

  it('does not cut a character in half', () => {
    expect(oneLine('😀'.repeat(200))).toBe(`${'😀'.repeat(99)}…`)
  })

  it('is one printable line of bounded length, whatever goes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const line = oneLine(text)
        expect(line.length).toBeLessThanOrEqual(200)
        expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
