import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ecdsaSignatureToDer, ecdsaSignatureToRaw, orderLength } from './ecdsa-signature.js'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('an ECDSA signature (RFC 3279 section 2.2.3)', () => {
  it.each([
    ['two small numbers', '0001' + '0002', '3006020101020102'],
    ['a first bit that is set', '8001' + '7f02', '300902030080010202' + '7f02'],
    ['a zero, which no signer makes', '0000' + '0001', '3006020100020101'],
  ])('%s', (_, raw, der) => {
    expect(ecdsaSignatureToDer(octets(raw))).toEqual(octets(der))
  })

  it.each(['P-256', 'P-384', 'P-521'])('of %s goes there and back', (curve) => {
    const length = orderLength(curve)
    const half = fc
      .uint8Array({ minLength: length, maxLength: length })
      .filter((part) => part.some((octet) => octet > 0))
    fc.assert(
      fc.property(half, half, (r, s) => {
        const raw = Uint8Array.of(...r, ...s)
        expect(ecdsaSignatureToRaw(ecdsaSignatureToDer(raw), length)).toEqual(raw)
      }),
    )
  })

  it.each([
    ['nothing', ''],
    ['a single number', '3003020101'],
    ['three numbers', '3009020101020101020101'],
    ['something behind', '300602010102010200'],
    ['another type', '3006040101020102'],
    ['a negative number', '3006020181020102'],
    ['a number that is not in its shortest form', '300702020001020102'],
    ['zero', '3006020100020102'],
    ['no octets at all', '300502000201' + '02'],
    ['a number beyond the order', '3007020301000002' + '01'],
  ])('is none with %s', (_, der) => {
    expect(ecdsaSignatureToRaw(octets(der), 2)).toBeUndefined()
  })

  it('never takes what it would not write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (der) => {
        const raw = ecdsaSignatureToRaw(der, 2)
        if (raw !== undefined) expect(ecdsaSignatureToDer(raw)).toEqual(der)
      }),
    )
  })
})
