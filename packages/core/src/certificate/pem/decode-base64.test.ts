import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64 } from './decode-base64.js'
import { encodeBase64 } from './encode-base64.js'

const decode = (text: string): Uint8Array | undefined => decodeBase64(text, 0, text.length)
const ascii = (bytes: Uint8Array | undefined): string | undefined => bytes && String.fromCharCode(...bytes)

/** RFC 4648 section 10. */
const vectors = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const

describe('base64', () => {
  it.each(vectors)('%j is %j (RFC 4648 section 10)', (text, base64) => {
    expect(ascii(decode(base64))).toBe(text)
    expect(encodeBase64(Uint8Array.from(text, (character) => character.charCodeAt(0)))).toBe(base64)
  })

  it.each([
    ['line feeds', 'Zm9v\nYmFy\n'],
    ['carriage returns and line feeds', '\r\nZm9v\r\nYmFy\r\n'],
    ['carriage returns alone', 'Zm9v\rYmFy\r'],
    ['empty lines', '\n\nZm9v\n\n\nYmFy\n\n'],
    ['blanks and tabs at the ends of lines', ' \nZm9v \t\nYmFy\t '],
    ['a line of blanks', 'Zm9v\n   \nYmFy'],
    ['lines that are no multiple of four', 'Z\nm9\nvYm\nFy'],
  ])('may have %s', (_title, text) => expect(ascii(decode(text))).toBe('foobar'))

  it.each([
    ['padding on a line of its own', 'Zm8\n=\n'],
    ['blanks behind the padding', 'Zm8= \t\r\n \n'],
  ])('may have %s', (_title, text) => expect(ascii(decode(text))).toBe('fo'))

  it.each([
    ['a blank inside a line', 'Zm9v YmFy'],
    ['a blank in front of a line', 'Zm9v\n YmFy'],
    ['a character outside the alphabet', 'Zm9v!mFy'],
    ['a character of the URL alphabet', 'Zm9v-mFy'],
    ['a character beyond ASCII', 'Zm9vŁmFy'],
    ['a character whose low bits are in the alphabet', 'Zm9v\u0141mFy'],
    ['NUL', 'Zm9v\u0000mFy'],
    ['no padding, one octet', 'Zg'],
    ['no padding, two octets', 'Zm8'],
    ['half the padding', 'Zg='],
    ['padding in two lines', 'Zg=\n='],
    ['too much padding', 'Zm8=='],
    ['padding where nothing is left over', 'Zm9v='],
    ['padding behind one character', 'Z==='],
    ['padding alone', '===='],
    ['one character', 'Z'],
    ['something behind the padding', 'Zg==Zm9v'],
    ['something on a line behind the padding', 'Zg==\nZm9v'],
    ['bits behind the first octet (RFC 4648 section 3.5)', 'Zh=='],
    ['bits behind the second octet (RFC 4648 section 3.5)', 'Zm9='],
    ['a header of RFC 1421', 'Proc-Type: 4,ENCRYPTED\n\nZm9v'],
  ])('refuses %s', (_title, text) => expect(decode(text)).toBeUndefined())

  it('comes back from octets, and agrees with the host', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(decode(text)).toEqual(bytes)
      }),
    )
  })

  it('has one text only for each sequence of octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABCDwxyz019+/= \n') }), (text) => {
        const bytes = decode(text)
        if (bytes !== undefined) expect(encodeBase64(bytes)).toBe(text.replace(/[ \n]/g, ''))
      }),
      { numRuns: 2000 },
    )
  })
})
