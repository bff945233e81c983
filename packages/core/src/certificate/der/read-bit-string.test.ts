import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { hexOf } from '../text/hex.js'
import { createReader } from './der-reader.js'
import { readBitString } from './read-bit-string.js'

const read = (hex: string): string =>
  readBitString(createReader(bytesOfHex(hex), 'keyUsage'), (bytes, start, end, unused) => {
    return `${hexOf(bytes, start, end)} without ${unused}`
  })

describe('a BIT STRING', () => {
  it.each([
    ['03 01 00', ' without 0'],
    ['03 02 00 ff', 'ff without 0'],
    ['03 02 07 80', '80 without 7'],
    ['03 03 01 ff fe', 'fffe without 1'],
  ])('%s is %s', (hex, bits) => expect(read(hex)).toBe(bits))

  it.each([
    ['03 00', 'no octet for the unused bits (X.690 section 8.6.2.2)'],
    ['03 02 08 00', 'more than 7 unused bits (8.6.2.2)'],
    ['03 01 01', 'unused bits of nothing (8.6.2.3)'],
    ['03 02 01 01', 'an unused bit that is set (11.2.1)'],
    ['03 02 07 ff', 'seven unused bits that are set (11.2.1)'],
  ])('refuses %s: %s', (hex) => {
    expect(() => read(hex)).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  })
})
