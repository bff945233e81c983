import { describe, expect, it } from 'vitest'
import { bytesOfHex, writeElement } from '../../testing/certificate-fixture/der-writer.js'
import { checkNested } from './check-nested.js'
import { createReader } from './der-reader.js'
import * as Tag from './tag.js'

const check = (bytes: Uint8Array): void => checkNested(createReader(bytes, 'certificate'))

const nested = (levels: number): Uint8Array =>
  levels === 0 ? writeElement(Tag.null) : writeElement(Tag.sequence, nested(levels - 1))

describe('an element of open type', () => {
  it.each([
    ['05 00', 'a primitive'],
    ['30 05 02 01 01 05 00', 'a sequence'],
    ['a0 03 02 01 01', 'an explicit tag'],
    ['80 01 ff', 'an implicit tag'],
    ['28 02 05 00', 'an EXTERNAL'],
  ])('%s is well-formed: %s', (hex) => expect(() => check(bytesOfHex(hex))).not.toThrow())

  it.each([
    ['24 03 04 01 aa', 'a string in pieces (X.690 section 10.2)'],
    ['10 00', 'a primitive sequence (8.9.1)'],
    ['11 00', 'a primitive set (8.11.1)'],
    ['30 02 04 01', 'an element that leaves its parent'],
    ['30 04 30 80 00 00', 'an indefinite length inside'],
    ['30 03 04 81 00', 'an overlong length inside'],
    ['30 01 05', 'half an element'],
  ])('refuses %s: %s', (hex) => {
    expect(() => check(bytesOfHex(hex))).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  })

  it('is at most 16 levels deep', () => {
    expect(() => check(nested(16))).not.toThrow()
    expect(() => check(nested(17))).toThrow('certificate: expected at most 16 levels at byte 32')
  })

  it('does not exhaust the stack', () => {
    const levels = 12_000
    const openings = Array.from({ length: levels }, (_, index) => {
      const rest = 4 * (levels - 1 - index)
      return [0x30, 0x82, rest >> 8, rest & 0xff]
    })
    expect(() => check(Uint8Array.from(openings.flat()))).toThrow(
      expect.objectContaining({ code: 'certificate-der-malformed' }),
    )
  })
})
