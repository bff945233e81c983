import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { fromHex } from '../bytes.js'
import { certificateFields } from '../certificate/certificate-fields.js'
import { writeElement, writeSequence } from '../der/write-element.js'
import { hasSubject } from './compare-subject.js'
import { readName } from './read-name.js'

/** A Name of one common name, whose value is given in DER. */
const nameOf = (value: string): Uint8Array =>
  writeSequence(writeElement(0x31, writeSequence(fromHex('0603550403'), fromHex(value))))

const fixtureOf = (der: string) => certificateFixture({ subject: { CN: { der } } })

const texts = [
  ['UTF8String', '0c04c3a46162', 'äab'],
  ['UTF8String that begins with a byte order mark', '0c04efbbbf61', '\ufeffa'],
  ['NumericString', '120131', '1'],
  ['PrintableString', '130161', 'a'],
  ['TeletexString, which is taken for ISO 8859-1', '1402c3a4', 'Ã¤'],
  ['IA5String', '160161', 'a'],
  ['VisibleString', '1a0161', 'a'],
  ['UniversalString', '1c040001f600', '😀'],
  ['BMPString', '1e0400e40062', 'äb'],
  ['nothing', '0c00', ''],
  ['INTEGER, which is no text', '020105', '#020105'],
  ['BIT STRING, which is no text', '03020061', '#03020061'],
  ['SEQUENCE, which is no text', '30030c0161', '#30030c0161'],
] as const

describe('the value of a name', () => {
  it.each(texts)('is read as core reads it: %s', (_, der, text) => {
    const { subject } = fixtureOf(der)
    expect(subject.get('CN')).toBe(text)
    expect(readName(nameOf(der))).toEqual([['CN', text]])
  })

  it.each([
    ['octets that are no UTF-8', '0c0361ff62'],
    ['UTF-8 that is too long', '0c02c0af'],
    ['a surrogate in UTF-8', '0c03eda080'],
    ['an umlaut in a PrintableString', '130261e4'],
    ['an umlaut in an IA5String', '160261e4'],
    ['a surrogate pair in a BMPString', '1e04d83dde00'],
    ['half a character of a BMPString', '1e03006100'],
    ['half a character of a UniversalString', '1c020061'],
    ['more than Unicode has', '1c0400110000'],
    ['a string in pieces (X.690 section 10.2)', '2c030c0161'],
  ])('is refused as core refuses it: %s', (_, der) => {
    expect(() => fixtureOf(der)).toThrow(expect.objectContaining({ name: 'CertificateError' }))
    expect(readName(nameOf(der))).toBeUndefined()
  })

  it.each(texts.filter(([, , text]) => text !== '' && !text.startsWith('#')))(
    'is compared as text, whatever its type: %s',
    (_, der, text) => {
      expect(hasSubject(fixtureOf(der), { CN: text })).toBe(true)
      expect(hasSubject(fixtureOf(der), { CN: der })).toBe(false)
    },
  )
})

describe('a name', () => {
  it.each([
    ['no SEQUENCE', '3100'],
    ['an RDN of nothing', '30023100'],
    ['an RDN that is no SET', '300c300a300806035504030c0161'],
    ['an attribute without a value', '3009310730050603550403'],
    ['an attribute of three parts', '300f310d300b06035504030c01610c0162'],
    ['a type that ends early', '300c310a300806035504830c0161'],
    ['a type in too many octets', '300d310b30090604805504030c0161'],
  ])('is none with %s', (_, der) => {
    expect(readName(fromHex(der))).toBeUndefined()
  })

  it('may have RDNs of one attribute or of several, or none', () => {
    const certificate = certificateFixture({
      subject: [
        [
          ['CN', 'a'],
          ['1.2.3', 'b'],
        ],
        ['businessCategory', 'c'],
      ],
    })
    expect(readName(certificateFields(certificate).subject)).toEqual(certificate.subject.entries())
    expect(readName(fromHex('3000'))).toEqual([])
  })
})
