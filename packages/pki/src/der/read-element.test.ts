import { describe, expect, it } from 'vitest'
import { readElement, readElements } from './read-element.js'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('readElement', () => {
  it('gives tag, content, and what follows', () => {
    expect(readElement(octets('020109ff'))).toEqual({
      tag: 2,
      content: octets('09'),
      octets: octets('020109'),
      rest: octets('ff'),
    })
    expect(readElement(octets('0500'))).toEqual({
      tag: 5,
      content: octets(''),
      octets: octets('0500'),
      rest: octets(''),
    })
  })

  it.each([0, 127, 128, 255, 256, 65_535, 65_536])('reads a length of %i (X.690 section 8.1.3)', (length) => {
    const digits = length.toString(16)
    const hex = digits.padStart(digits.length + (digits.length % 2), '0')
    const encoded = length < 0x80 ? hex : `${(0x80 + hex.length / 2).toString(16)}${hex}`
    expect(readElement(octets(`04${encoded}${'00'.repeat(length)}`))?.content).toHaveLength(length)
  })

  it.each([
    ['nothing', ''],
    ['a tag alone', '04'],
    ['a content that is cut off', '040201'],
    ['a length that is cut off', '0482'],
    ['an indefinite length (X.690 section 10.1)', '30800000'],
    ['a long form for a short length (X.690 section 10.1)', `04817f${'00'.repeat(127)}`],
    ['a length with a leading zero (X.690 section 10.1)', `04820080${'00'.repeat(128)}`],
    ['a length beyond anything', '0484ffffffff'],
  ])('finds none in %s', (_, hex) => {
    expect(readElement(octets(hex))).toBeUndefined()
  })
})

describe('readElements', () => {
  it('gives all of a run', () => {
    expect(readElements(octets('0500020109'))?.map(({ tag }) => tag)).toEqual([5, 2])
    expect(readElements(octets(''))).toEqual([])
  })

  it('gives none where anything else follows', () => {
    expect(readElements(octets('050000'))).toBeUndefined()
  })
})
