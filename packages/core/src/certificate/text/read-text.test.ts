import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { createReader } from '../der/der-reader.js'
import { readText } from './read-text.js'

const read = (hex: string): string | undefined => readText(createReader(bytesOfHex(hex), 'subject'))

describe('string types (X.680 section 41)', () => {
  it.each([
    ['UTF8String', '0c 06 47 c3 a4 e2 82 ac', 'Gä€'],
    ['UTF8String beyond the BMP', '0c 04 f0 9f 9b b0', '🛰'],
    ['UTF8String, empty', '0c 00', ''],
    ['PrintableString', '13 03 41 2d 31', 'A-1'],
    ['PrintableString with what it may not hold, as OpenSSL reads it', '13 05 61 40 5f 2a 26', 'a@_*&'],
    ['IA5String', '16 03 61 40 62', 'a@b'],
    ['NumericString', '12 03 31 20 32', '1 2'],
    ['VisibleString', '1a 02 7e 20', '~ '],
    ['TeletexString, as ISO 8859-1', '14 03 47 e4 ff', 'Gäÿ'],
    ['BMPString', '1e 04 67 71 4e ac', '東京'],
    ['BMPString, empty', '1e 00', ''],
    ['UniversalString', '1c 08 00 00 00 41 00 01 f6 f0', 'A🛰'],
    ['control characters', '0c 04 00 0a 7f 1b', '\u0000\n\u007f\u001b'],
  ])('%s', (_title, hex, text) => expect(read(hex)).toBe(text))

  it.each([
    ['an INTEGER', '02 01 05'],
    ['a BIT STRING', '03 02 00 ff'],
    ['an OCTET STRING', '04 01 41'],
    ['a SEQUENCE', '30 03 0c 01 41'],
    ['an implicit tag', '8c 01 41'],
  ])('%s is not text', (_title, hex) => expect(read(hex)).toBeUndefined())

  it.each([
    ['PrintableString above 7F', '13 02 41 80'],
    ['IA5String above 7F', '16 01 e9'],
    ['NumericString above 7F', '12 01 b2'],
    ['VisibleString above 7F', '1a 01 ff'],
    ['BMPString that ends inside a character', '1e 03 00 41 00'],
    ['BMPString with a surrogate', '1e 04 d8 3d de f0'],
    ['UniversalString that ends inside a character', '1c 06 00 00 00 41 00 00'],
    ['UniversalString above U+10FFFF', '1c 04 00 11 00 00'],
    ['UniversalString far above U+10FFFF', '1c 04 ff ff ff ff'],
    ['UniversalString with a surrogate', '1c 04 00 00 df ff'],
  ])('refuses %s', (_title, hex) => {
    expect(() => read(hex)).toThrow(expect.objectContaining({ code: 'certificate-name', field: 'subject' }))
  })
})

it('refuses a UTF8String in pieces (X.690 section 10.2)', () => {
  expect(() => read('2c 03 0c 01 41')).toThrow(
    expect.objectContaining({ code: 'certificate-der-malformed', offset: 0 }),
  )
})

describe('UTF-8 (RFC 3629)', () => {
  it.each([
    ['7f', '\u007f'],
    ['c2 80', '\u0080'],
    ['df bf', '\u07ff'],
    ['e0 a0 80', '\u0800'],
    ['ed 9f bf', '\ud7ff'],
    ['ee 80 80', '\ue000'],
    ['ef bf bf', '\uffff'],
    ['f0 90 80 80', '\u{10000}'],
    ['f4 8f bf bf', '\u{10ffff}'],
  ])('%s', (octets, text) => {
    const length = bytesOfHex(octets).length.toString(16).padStart(2, '0')
    expect(read(`0c ${length} ${octets}`)).toBe(text)
  })

  it.each([
    ['80', 'a continuation first'],
    ['c3', 'cut off'],
    ['e2 82', 'cut off after two'],
    ['f0 9f 9b', 'cut off after three'],
    ['c3 41', 'not continued'],
    ['e2 41 80', 'not continued'],
    ['c0 80', 'overlong NUL'],
    ['c1 bf', 'overlong, two octets'],
    ['e0 9f bf', 'overlong, three octets'],
    ['f0 8f bf bf', 'overlong, four octets'],
    ['ed a0 80', 'the first surrogate'],
    ['ed bf bf', 'the last surrogate'],
    ['f4 90 80 80', 'above U+10FFFF'],
    ['f5 80 80 80', 'a leading octet that does not exist'],
    ['f8 88 80 80 80', 'five octets'],
    ['ff', 'FF'],
  ])('refuses %s: %s', (octets) => {
    const length = (1 + bytesOfHex(octets).length).toString(16).padStart(2, '0')
    expect(() => read(`0c ${length} 41 ${octets}`)).toThrow(
      expect.objectContaining({ code: 'certificate-name', offset: 3 }),
    )
  })

  it('does not reach into what stands behind it', () => {
    expect(() => read('0c 01 c3 a4')).toThrow(expect.objectContaining({ code: 'certificate-name', offset: 2 }))
  })

  it('is read however long it is', () => {
    expect(read(`0c 82 4e 20 ${'c3a4'.repeat(10_000)}`)).toBe('ä'.repeat(10_000))
  })
})
