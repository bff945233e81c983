import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { type DerContext, DerReader } from './der-reader.js'
import { Tag } from './tag.js'

const context: DerContext = { field: 'subject', code: 'certificate-name' }
const readerOf = (hex: string): DerReader => {
  const bytes = bytesOfHex(hex)
  return new DerReader(bytes, 0, bytes.length, context)
}

describe('reading an element', () => {
  it.each([
    { title: 'without content', hex: '05 00', element: { tag: 0x05, start: 0, content: 2, end: 2 } },
    { title: 'in the short form', hex: '04 02 aa bb', element: { tag: 0x04, start: 0, content: 2, end: 4 } },
    {
      title: 'in the long form, one octet',
      hex: `04 81 80 ${'aa'.repeat(128)}`,
      element: { tag: 0x04, start: 0, content: 3, end: 131 },
    },
    {
      title: 'in the long form, two octets',
      hex: `04 82 01 00 ${'aa'.repeat(256)}`,
      element: { tag: 0x04, start: 0, content: 4, end: 260 },
    },
  ])('$title (X.690 section 8.1.3)', ({ hex, element }) => {
    const reader = readerOf(hex)
    expect(reader.read()).toEqual(element)
    expect(reader.isAtEnd()).toBe(true)
  })

  it.each([
    { title: 'an indefinite length (X.690 section 10.1)', hex: '30 80 05 00 00 00', problem: 'indefinite' },
    { title: 'a long form for a length below 128 (10.1)', hex: `04 81 7f ${'aa'.repeat(127)}`, problem: 'shortest' },
    { title: 'a length with a leading zero (10.1)', hex: `04 82 00 80 ${'aa'.repeat(128)}`, problem: 'shortest' },
    { title: 'a tag number above 30 (8.1.2.4)', hex: '1f 81 00 00', problem: 'tag of several octets' },
    { title: 'a context-specific tag number above 30', hex: 'bf 1f 00', problem: 'tag of several octets' },
  ])('refuses $title', ({ hex, problem }) => {
    const message = expect.stringContaining(problem)
    expect(() => readerOf(hex).read()).toThrow(expect.objectContaining({ code: 'certificate-der-malformed', message }))
  })

  it.each([
    { title: 'no length', hex: '04' },
    { title: 'less content than announced', hex: '04 02 aa' },
    { title: 'less length than announced', hex: '04 82 01' },
    { title: 'one octet of length announced and none there', hex: '04 81' },
    { title: 'a length beyond memory', hex: '04 84 ff ff ff ff' },
    { title: 'a length of 126 octets', hex: `04 fe ${'ff'.repeat(126)}` },
  ])('says that the end is missing: $title', ({ hex }) => {
    expect(() => readerOf(hex).read()).toThrow(
      expect.objectContaining({ code: 'certificate-der-truncated', offset: 0 }),
    )
  })

  it('tells an element that leaves its parent from a missing end', () => {
    const reader = readerOf('30 02 04 01 aa').enter(Tag.sequence)
    expect(() => reader.read()).toThrow(expect.objectContaining({ code: 'certificate-der-malformed', offset: 2 }))
  })
})

describe('expecting an element', () => {
  it('names what was found and where', () => {
    expect(() => readerOf('05 00').readTagged(Tag.sequence)).toThrow(
      'subject has tag 0x05 where tag 0x30 belongs (byte 0)',
    )
  })

  it('names what is missing at the end', () => {
    expect(() => readerOf('').readTagged(Tag.sequence)).toThrow('subject has nothing where tag 0x30 belongs (byte 0)')
  })

  it('uses the code of what is being read', () => {
    expect(() => readerOf('05 00').readTagged(Tag.sequence)).toThrow(
      expect.objectContaining({ code: 'certificate-name', field: 'subject', offset: 0 }),
    )
  })

  it('takes an optional element only if it is there', () => {
    const reader = readerOf('05 00')
    expect(reader.readOptional(Tag.integer)).toBeUndefined()
    expect(reader.readOptional(Tag.null)).toMatchObject({ tag: Tag.null })
    expect(reader.nextTag()).toBe(-1)
  })

  it('refuses to read past the end', () => {
    expect(() => readerOf('').read()).toThrow('subject lacks an element (byte 0)')
  })

  it('blames what it would have entered', () => {
    const inner: DerContext = { field: 'issuer', code: 'certificate-structure' }
    expect(() => readerOf('05 00').enter(Tag.sequence, inner)).toThrow(
      expect.objectContaining({ field: 'issuer', code: 'certificate-structure' }),
    )
  })

  it('refuses what is left over', () => {
    expect(() => readerOf('05 00').finish()).toThrow('subject has more elements than it may (byte 0)')
  })
})
