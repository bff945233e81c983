import { describe, expect, it } from 'vitest'
import { decodeCbor, encodeCbor } from './cbor.js'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('CBOR', () => {
  it.each([
    ['a0', {}],
    ['a201020304', undefined],
    ['a56161614161626142616361436164614461656145', { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' }],
    ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
    ['826161a161626163', ['a', { b: 'c' }]],
  ])('decodes %s of RFC 8949, appendix A, with texts as keys', (hex, value) => {
    if (value === undefined) expect(() => decodeCbor(bytes(hex))).toThrow()
    else expect(decodeCbor(bytes(hex))).toEqual(value)
  })

  it.each([
    ['nothing', ''],
    ['a map that ends too early', 'a161'],
    ['a second item', 'a0a0'],
    ['a key twice', 'a2616101616102'],
    ['undefined', 'f7'],
    ['a key twice, deeper', 'a16161a2616201616202'],
  ])('refuses %s', (_, hex) => {
    expect(() => decodeCbor(bytes(hex))).toThrow()
  })

  it('takes `__proto__` for a key like any other', () => {
    const value = decodeCbor(bytes('a1695f5f70726f746f5f5fa1616101'))
    expect(Object.keys(Object(value))).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('encodes what it decodes', () => {
    const value = { statusCode: 400, errorCode: 'InvalidPayload', nested: { zwölf: ['1', ''] } }
    expect(decodeCbor(encodeCbor(value))).toEqual(value)
  })
})
