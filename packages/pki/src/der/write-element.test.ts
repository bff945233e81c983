import { describe, expect, it } from 'vitest'
import { readElement } from './read-element.js'
import { readTime } from './read-time.js'
import * as Tag from './tag.js'
import { writeBitString, writeElement, writeInteger, writeTime } from './write-element.js'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('writeElement', () => {
  it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('is read back with %i octets (X.690 section 8.1.3)', (length) => {
    const content = new Uint8Array(length).fill(7)
    const read = readElement(writeElement(Tag.sequence, content.subarray(0, 3), content.subarray(3)))
    expect(read?.tag).toBe(Tag.sequence)
    expect(read?.rest).toHaveLength(0)
    expect(Buffer.compare(read?.content ?? Buffer.of(9), content)).toBe(0)
  })
})

describe('writeInteger (X.690 section 8.3)', () => {
  it.each([
    ['00', '020100'],
    ['', '020100'],
    ['7f', '02017f'],
    ['80', '02020080'],
    ['0000ff', '020200ff'],
    ['0100', '02020100'],
  ])('%j', (magnitude, der) => {
    expect(writeInteger(octets(magnitude))).toEqual(octets(der))
  })
})

it('writeBitString has no unused bits', () => {
  expect(writeBitString(octets('ff'))).toEqual(octets('030200ff'))
})

describe('time (RFC 5280 section 4.1.2.5)', () => {
  it.each([
    ['1950-01-01T00:00:00Z', Tag.utcTime, '500101000000Z'],
    ['2049-12-31T23:59:59Z', Tag.utcTime, '491231235959Z'],
    ['2050-01-01T00:00:00Z', Tag.generalizedTime, '20500101000000Z'],
    ['9999-12-31T23:59:59Z', Tag.generalizedTime, '99991231235959Z'],
    ['2026-02-03T04:05:06.789Z', Tag.utcTime, '260203040506Z'],
  ])('%s', (text, tag, digits) => {
    const written = writeTime(new Date(text))
    expect(written).toEqual(writeElement(tag, Buffer.from(digits)))
    expect(readTime(readElement(written))).toEqual(new Date(text.replace('.789', '')))
  })

  it.each([
    ['no element', undefined],
    ['another type', [Tag.octetString, '260203040506Z']],
    ['a month that no year has', [Tag.utcTime, '261303040506Z']],
    ['a day that February lacks', [Tag.utcTime, '260230040506Z']],
    ['a leap second', [Tag.utcTime, '260203040560Z']],
    ['no seconds', [Tag.utcTime, '2602030405Z']],
    ['a zone', [Tag.utcTime, '260203040506+0100']],
    ['a fraction', [Tag.generalizedTime, '20260203040506.7Z']],
    ['two digits of the year', [Tag.generalizedTime, '260203040506Z']],
    ['something behind', [Tag.generalizedTime, '20260203040506Z0']],
  ] as const)('is none: %s', (_, element) => {
    expect(readTime(element && readElement(writeElement(element[0], Buffer.from(element[1]))))).toBeUndefined()
  })
})
