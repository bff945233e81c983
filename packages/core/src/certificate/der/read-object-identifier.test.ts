import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfHex, objectIdentifierContent, writeElement } from '../../testing/certificate-fixture/der-writer.js'
import { isObjectIdentifier } from '../object-identifier.js'
import { createReader } from './der-reader.js'
import { readObjectIdentifier } from './read-object-identifier.js'
import * as Tag from './tag.js'

const read = (bytes: Uint8Array): string => readObjectIdentifier(createReader(bytes, 'subject'))

describe('an OBJECT IDENTIFIER (X.690 section 8.19)', () => {
  it.each([
    ['06 03 55 04 03', '2.5.4.3'],
    ['06 03 55 1d 25', '2.5.29.37'],
    ['06 03 88 37 03', '2.999.3'],
    ['06 01 00', '0.0'],
    ['06 01 27', '0.39'],
    ['06 01 28', '1.0'],
    ['06 01 4f', '1.39'],
    ['06 01 50', '2.0'],
    ['06 09 2a 86 48 86 f7 0d 01 01 0b', '1.2.840.113549.1.1.11'],
    ['06 09 2b 06 01 04 01 82 37 3c 02', '1.3.6.1.4.1.311.60.2'],
    ['06 03 55 81 00', '2.5.128'],
    ['06 09 2a 8f ff ff ff ff ff ff 7f', '1.2.9007199254740991'],
    ['06 09 2a 90 80 80 80 80 80 80 00', '1.2.9007199254740992'],
    ['06 0b 81 80 80 80 80 80 80 80 80 80 50', '2.1180591620717411303424'],
    [
      '06 14 69 83 f0 9d a7 eb cf de e0 c7 a1 a7 b2 c0 94 8c c8 f9 d7 76',
      '2.25.329800735698586629295641978511506172918',
    ],
  ])('%s is %s', (hex, dotted) => expect(read(bytesOfHex(hex))).toBe(dotted))
})

describe('what is no OBJECT IDENTIFIER', () => {
  it.each([
    ['06 00', 'without an arc', 'certificate-der-malformed'],
    ['06 03 55 04 83', 'ends inside an arc', 'certificate-der-malformed'],
    ['06 03 55 04 80', 'ends inside an arc of zeros', 'certificate-der-malformed'],
    ['06 04 55 04 80 03', 'an arc with a leading 80 (X.690 section 8.19.2)', 'certificate-der-malformed'],
    ['06 02 80 01', 'a first arc with a leading 80', 'certificate-der-malformed'],
    [`06 15 55 ${'ff'.repeat(19)} 7f`, 'an arc of 20 octets', 'certificate-name'],
  ])('refuses %s: %s', (hex, _title, code) => {
    expect(() => read(bytesOfHex(hex))).toThrow(expect.objectContaining({ code }))
  })
})

describe('dotted decimals', () => {
  const arc = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n })
  const dotted = fc
    .tuple(
      fc.oneof(
        fc.tuple(fc.integer({ max: 1, min: 0 }), fc.integer({ max: 39, min: 0 })),
        fc.tuple(fc.constant(2), arc),
      ),
      fc.array(arc, { maxLength: 8 }),
    )
    .map(([first, rest]) => [...first, ...rest].join('.'))

  it('come back from their encoding', () => {
    fc.assert(
      fc.property(dotted, (text) => {
        expect(read(writeElement(Tag.objectIdentifier, objectIdentifierContent(text)))).toBe(text)
        expect(isObjectIdentifier(text)).toBe(true)
      }),
    )
  })

  it.each([
    '',
    '2',
    '3.1',
    '0.40',
    '1.40',
    '01.2',
    '2.05',
    '2.5.',
    '.2.5',
    '2..5',
    '2.5.-1',
    '2.5.4.3\n',
    '2.5.x',
    ' 2.5',
  ])('are not %j', (text) => expect(isObjectIdentifier(text)).toBe(false))
})
