import fc from 'fast-check'
import { expect, it } from 'vitest'
import { octetsOfText } from './octets-of-text.js'

// RFC 3629 section 7, and the ends of the ranges of its section 3
it.each([
  ['A\u2262\u0391.', '41e289a2ce912e'],
  ['\ud55c\uad6d\uc5b4', 'ed959ceab5adec96b4'],
  ['\u65e5\u672c\u8a9e', 'e697a5e69cace8aa9e'],
  ['\ufeff\u{233b4}', 'efbbbff0a38eb4'],
  ['\u0000\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}', '007fc280dfbfe0a080efbfbff0908080f48fbfbf'],
])('the UTF-8 of %j is %s', (text, hex) => {
  expect(Buffer.from(octetsOfText(text)).toString('hex')).toBe(hex)
})

it('is the same as that of other encoders', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(octetsOfText(text)).toEqual(new TextEncoder().encode(text))
    }),
  )
})

it('a lone surrogate is as long as the character that stands in for it', () => {
  expect(octetsOfText('\ud800')).toHaveLength(new TextEncoder().encode('\ufffd').length)
})
