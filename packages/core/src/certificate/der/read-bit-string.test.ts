import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { DerReader } from './der-reader.js'
import { readBitString, readOctetsOfBitString } from './read-bit-string.js'

const readerOf = (hex: string): DerReader => {
  const bytes = bytesOfHex(hex)
  return new DerReader(bytes, 0, bytes.length, { field: 'keyUsage', code: 'certificate-extension' })
}

describe('a BIT STRING', () => {
  it.each(['03 01 00', '03 02 00 ff', '03 02 07 80', '03 03 01 ff fe'])('%s is read', (hex) => {
    expect(readBitString(readerOf(hex))).toMatchObject({ content: 2 })
  })

  it.each([
    ['03 00', 'no octet for the unused bits (X.690 section 8.6.2.2)'],
    ['03 02 08 00', 'more than 7 unused bits (8.6.2.2)'],
    ['03 01 01', 'unused bits of nothing (8.6.2.3)'],
    ['03 02 01 01', 'an unused bit that is set (11.2.1)'],
    ['03 02 07 ff', 'seven unused bits that are set (11.2.1)'],
  ])('refuses %s: %s', (hex) => {
    expect(() => readBitString(readerOf(hex))).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  })
})

describe('a BIT STRING of octets', () => {
  it('begins behind the number of unused bits', () => {
    expect(readOctetsOfBitString(readerOf('03 03 00 aa bb'))).toMatchObject({ content: 3, end: 5 })
  })

  it('refuses a part of an octet', () => {
    expect(() => readOctetsOfBitString(readerOf('03 02 01 fe'))).toThrow(
      expect.objectContaining({ code: 'certificate-extension' }),
    )
  })
})
