import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { hexOf } from '../text/hex.js'
import { createReader, type DerReader, enter, finish, inside, nextTag, open, readList, take } from './der-reader.js'
import * as Tag from './tag.js'

const readerOf = (hex: string): DerReader => createReader(bytesOfHex(hex), 'subject')

/** The content of the next octet string, in hex. */
const readOctets = (reader: DerReader): string => take(reader, Tag.octetString, hexOf)

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
    expect(() => inside(readerOf('30 02 04 01 aa'), Tag.sequence, readOctets)).toThrow(
      expect.objectContaining({ code: 'certificate-der-malformed', offset: 2 }),
    )
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

describe('reading what is inside', () => {
  it('reads one element after the other, each to its end', () => {
    const reader = readerOf('30 03 04 01 aa 30 06 04 01 bb 04 01 cc 05 00')
    expect(inside(reader, Tag.sequence, readOctets)).toBe('aa')
    expect(readList(reader, Tag.sequence, readOctets)).toEqual(['bb', 'cc'])
    expect(nextTag(reader)).toBe(Tag.null)
    expect(take(reader, Tag.null, hexOf)).toBe('')
    expect(nextTag(reader)).toBe(-1)
  })

  it('gives a list that is frozen and may be empty', () => {
    const list = readList(readerOf('30 00'), Tag.sequence, readOctets)
    expect(list).toEqual([])
    expect(Object.isFrozen(list)).toBe(true)
  })

  it('sees nothing behind it', () => {
    const reader = readerOf('30 00 04 01 aa')
    expect(inside(reader, Tag.sequence, nextTag)).toBe(-1)
    expect(nextTag(reader)).toBe(Tag.octetString)
  })

  it('blames what it is told to, and afterwards what is around it', () => {
    const reader = readerOf('30 00 05 00')
    expect(inside(reader, Tag.sequence, ({ field }) => field, 'issuer')).toBe('issuer')
    expect(() => enter(reader, Tag.sequence)).toThrow(expect.objectContaining({ field: 'subject', offset: 2 }))
    expect(() => inside(reader, Tag.sequence, readOctets, 'issuer')).toThrow(
      expect.objectContaining({ field: 'issuer' }),
    )
  })

  it('refuses what is left over', () => {
    expect(() => finish(readerOf('05 00'))).toThrow('subject: expected nothing more at byte 0')
    expect(() => inside(readerOf('30 05 04 01 aa 05 00'), Tag.sequence, readOctets)).toThrow(
      'subject: expected nothing more at byte 5',
    )
  })
})
