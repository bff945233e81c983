import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { hexOf } from '../text/hex.js'
import { createReader } from './der-reader.js'
import { enterBitString } from './enter-bit-string.js'

const read = (hex: string): string => {
  const reader = createReader(bytesOfHex(hex), 'keyUsage')
  const end = enterBitString(reader)
  return `${hexOf(reader.bytes, reader.position, end)} without ${reader.bytes[reader.position - 1]}`
}

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
