import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { hexOf } from '../text/hex.js'
import { createReader, type DerReader } from './der-reader.js'
import { enterInteger, readSmallInteger } from './read-integer.js'

const readerOf = (hex: string): DerReader => createReader(bytesOfHex(hex), 'basicConstraints')

describe('an INTEGER', () => {
  it.each(['02 01 00', '02 01 7f', '02 02 00 80', '02 01 80', '02 02 ff 7f', '02 01 ff'])('%s is read', (hex) => {
    const reader = readerOf(hex)
    const end = enterInteger(reader)
    expect(hexOf(reader.bytes, reader.position, end)).toBe(hex.replaceAll(' ', '').slice(4))
  })

  it.each(['02 00', '02 02 00 7f', '02 02 00 00', '02 02 ff 80', '02 02 ff ff'])(
    'refuses %s (X.690 sections 8.3.1 and 8.3.2)',
    (hex) => {
      expect(() => enterInteger(readerOf(hex))).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
    },
  )
})

describe('a small INTEGER', () => {
  it.each([
    ['02 01 00', 0],
    ['02 02 00 ff', 255],
    ['02 04 7f ff ff ff', 2_147_483_647],
  ])('%s is %i', (hex, value) => expect(readSmallInteger(readerOf(hex))).toBe(value))

  it.each(['02 01 ff', '02 01 80', '02 05 00 80 00 00 00', '02 09 01 00 00 00 00 00 00 00 00'])('refuses %s', (hex) => {
    expect(() => readSmallInteger(readerOf(hex))).toThrow(expect.objectContaining({ code: 'certificate-extension' }))
  })
})
