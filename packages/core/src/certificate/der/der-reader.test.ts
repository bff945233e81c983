import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { createReader, type DerReader, enter, finish, leave, narrow, nextTag, open, readList } from './der-reader.js'
import { readOctets } from './read-octets.js'
import * as Tag from './tag.js'

const readerOf = (hex: string): DerReader => createReader(bytesOfHex(hex), 'subject')

describe('stepping into an element', () => {
  it.each([
    { title: 'without content', hex: '05 00', content: 2, end: 2 },
    { title: 'in the short form', hex: '04 02 aa bb', content: 2, end: 4 },
    { title: 'in the long form, one octet', hex: `04 81 80 ${'aa'.repeat(128)}`, content: 3, end: 131 },
    { title: 'in the long form, two octets', hex: `04 82 01 00 ${'aa'.repeat(256)}`, content: 4, end: 260 },
  ])('$title (X.690 section 8.1.3)', ({ hex, content, end }) => {
    const reader = readerOf(hex)
    expect(open(reader)).toBe(end)
    expect(reader.position).toBe(content)
  })

  it.each([
    { title: 'an indefinite length (X.690 section 10.1)', hex: '30 80 05 00 00 00', problem: 'shortest' },
    { title: 'a long form for a length below 128 (10.1)', hex: `04 81 7f ${'aa'.repeat(127)}`, problem: 'shortest' },
    { title: 'a length with a leading zero (10.1)', hex: `04 82 00 80 ${'aa'.repeat(128)}`, problem: 'shortest' },
    { title: 'a tag number above 30 (8.1.2.4)', hex: '1f 81 00 00', problem: 'a tag of one octet' },
    { title: 'a context-specific tag number above 30', hex: 'bf 1f 00', problem: 'a tag of one octet' },
  ])('refuses $title', ({ hex, problem }) => {
    const message = expect.stringContaining(problem)
    expect(() => open(readerOf(hex))).toThrow(expect.objectContaining({ code: 'certificate-der-malformed', message }))
  })

  it.each([
    { title: 'no length', hex: '04' },
    { title: 'less content than announced', hex: '04 02 aa' },
    { title: 'less length than announced', hex: '04 82 01' },
    { title: 'one octet of length announced and none there', hex: '04 81' },
    { title: 'a length beyond memory', hex: '04 84 ff ff ff ff' },
    { title: 'a length of 126 octets', hex: `04 fe ${'ff'.repeat(126)}` },
    { title: 'a length of 127 octets', hex: `04 ff ${'ff'.repeat(127)}` },
  ])('says that the end is missing: $title', ({ hex }) => {
    expect(() => open(readerOf(hex))).toThrow(expect.objectContaining({ code: 'certificate-der-truncated', offset: 0 }))
  })

  it('tells an element that leaves its parent from a missing end', () => {
    const reader = readerOf('30 02 04 01 aa')
    narrow(reader, Tag.sequence)
    expect(() => open(reader)).toThrow(expect.objectContaining({ code: 'certificate-der-malformed', offset: 2 }))
  })

  it('says what was expected in which field, and where', () => {
    expect(() => enter(readerOf('05 00'), Tag.sequence)).toThrow('subject: expected tag 30 at byte 0')
    expect(() => enter(readerOf(''), Tag.sequence)).toThrow('subject: expected tag 30 at byte 0')
    expect(() => open(readerOf(''))).toThrow('subject: expected an element at byte 0')
  })

  it.each([
    ['certificate', 'certificate-structure'],
    ['tbsCertificate', 'certificate-structure'],
    ['issuer', 'certificate-name'],
    ['validity', 'certificate-validity'],
    ['subjectPublicKeyInfo', 'certificate-public-key'],
    ['subjectAltName', 'certificate-name'],
    ['extensions', 'certificate-extension'],
    ['keyUsage', 'certificate-extension'],
  ])('has a code for the field %s: %s', (field, code) => {
    expect(() => enter(createReader(bytesOfHex('05 00'), field), Tag.sequence)).toThrow(
      expect.objectContaining({ code, field, offset: 0 }),
    )
  })
})

describe('an element inside another', () => {
  it('is all that is seen until it is left', () => {
    const reader = readerOf('30 03 04 01 aa 30 00 05 00')
    const end = narrow(reader, Tag.sequence)
    expect(readOctets(reader, Tag.octetString)).toBe('aa')
    expect(nextTag(reader)).toBe(-1)
    leave(reader, end)
    expect(nextTag(reader)).toBe(Tag.sequence)
    leave(reader, narrow(reader, Tag.sequence))
    expect(readOctets(reader, Tag.null)).toBe('')
    expect(nextTag(reader)).toBe(-1)
  })

  it('is left at its end only', () => {
    const reader = readerOf('30 05 04 01 aa 05 00')
    const end = narrow(reader, Tag.sequence)
    readOctets(reader, Tag.octetString)
    expect(() => leave(reader, end)).toThrow('subject: expected nothing more at byte 5')
    expect(() => finish(readerOf('05 00'))).toThrow('subject: expected nothing more at byte 0')
  })
})

describe('a list', () => {
  const readItem = (reader: DerReader): string => readOctets(reader, Tag.octetString)

  it('is read element by element', () => {
    const reader = readerOf('30 06 04 01 bb 04 01 cc 05 00')
    expect(readList(reader, Tag.sequence, readItem)).toEqual(['bb', 'cc'])
    expect(nextTag(reader)).toBe(Tag.null)
  })

  it('is frozen and may be empty', () => {
    const list = readList(readerOf('30 00'), Tag.sequence, readItem)
    expect(list).toEqual([])
    expect(Object.isFrozen(list)).toBe(true)
  })
})
