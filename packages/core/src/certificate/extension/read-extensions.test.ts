import { describe, expect, it } from 'vitest'
import { assembleCertificate, partsOf } from '../../testing/certificate-fixture/certificate-parts.js'
import { bytesOfHex, writeElement } from '../../testing/certificate-fixture/der-writer.js'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import type { Certificate, KeyUsage } from '../certificate.js'
import * as Tag from '../der/tag.js'
import { readCertificate } from '../read-certificate.js'

/** A certificate with one extension. */
const readValue = (oid: string, value: string): Certificate =>
  certificateFixture({ subject: {}, extensions: [{ oid, value }] })

/** A certificate whose list of extensions is this, in hex. */
const readList = (hex: string): Certificate => {
  const extensions = writeElement(Tag.contextConstructed(3), writeElement(Tag.sequence, bytesOfHex(hex)))
  return readCertificate(assembleCertificate({ ...partsOf({ subject: {} }), extensions }))
}

const refused = expect.objectContaining({ code: 'certificate-extension' })
const malformed = expect.objectContaining({ code: 'certificate-der-malformed' })

describe('extensions (RFC 5280 section 4.2)', () => {
  it('are kept in order, with OID, criticality and value', () => {
    const { extensions } = certificateFixture({
      subject: {},
      extensions: [
        { oid: '1.2.3', value: '0500' },
        { oid: '2.999.1', critical: true, value: Uint8Array.of(0xff) },
      ],
    })
    expect(extensions.map(({ oid, critical, value }) => [oid, critical, [...value]])).toEqual([
      ['1.2.3', false, [0x05, 0x00]],
      ['2.999.1', true, [0xff]],
    ])
  })

  it('are absent without being undefined', () => {
    const certificate = certificateFixture({ subject: {} })
    expect(certificate.extensions).toEqual([])
    expect(certificate.subjectAlternativeNames).toEqual([])
    expect(Object.keys(certificate)).not.toContain('keyUsage')
  })

  it('may be an empty list', () => expect(readList('').extensions).toEqual([]))

  it('may have `critical FALSE` encoded', () => {
    expect(readList('30 0a 06 02 2a 03 01 01 00 04 01 00').extensions[0]?.critical).toBe(false)
  })

  it.each([
    ['the same OID twice', '30 07 06 02 2a 03 04 01 00 30 07 06 02 2a 03 04 01 00'],
    ['no value', '30 04 06 02 2a 03'],
    ['a value that is no OCTET STRING', '30 06 06 02 2a 03 05 00'],
    ['something behind the value', '30 09 06 02 2a 03 04 01 00 05 00'],
    ['no OID', '30 03 04 01 00'],
    ['something that is no extension', '05 00'],
  ])('are refused with %s', (_title, hex) => {
    expect(() => readList(hex)).toThrow(expect.objectContaining({ code: 'certificate-extension', field: 'extensions' }))
  })

  it('are refused with a criticality that is neither 00 nor FF', () => {
    expect(() => readList('30 0a 06 02 2a 03 01 01 01 04 01 00')).toThrow(malformed)
  })
})

describe('basic constraints (RFC 5280 section 4.2.1.9)', () => {
  it.each([
    ['30 00', { ca: false }],
    ['30 03 01 01 00', { ca: false }],
    ['30 03 01 01 ff', { ca: true }],
    ['30 06 01 01 ff 02 01 00', { ca: true, pathLength: 0 }],
    ['30 07 01 01 ff 02 02 01 00', { ca: true, pathLength: 256 }],
    ['30 03 02 01 05', { ca: false, pathLength: 5 }],
  ])('%s', (value, constraints) => expect(readValue('2.5.29.19', value).basicConstraints).toEqual(constraints))

  it.each([
    '',
    '05 00',
    '30 03 02 01 ff',
    '30 09 01 01 ff 02 01 00 02 01 00',
    '30 00 05 00',
    '30 08 02 06 01 00 00 00 00 00',
  ])('refuses %j', (value) => expect(() => readValue('2.5.29.19', value)).toThrow(refused))

  it.each(['30 03 01 01 01', '30 80 00 00'])('takes %j for malformed', (value) => {
    expect(() => readValue('2.5.29.19', value)).toThrow(malformed)
  })
})

describe('key usage (RFC 5280 section 4.2.1.3)', () => {
  it.each<[string, KeyUsage[]]>([
    ['03 02 07 80', ['digitalSignature']],
    ['03 02 05 a0', ['digitalSignature', 'keyEncipherment']],
    ['03 02 01 06', ['keyCertSign', 'cRLSign']],
    ['03 03 07 00 80', ['decipherOnly']],
    [
      '03 02 00 ff',
      [
        'digitalSignature',
        'nonRepudiation',
        'keyEncipherment',
        'dataEncipherment',
        'keyAgreement',
        'keyCertSign',
        'cRLSign',
        'encipherOnly',
      ],
    ],
    ['03 02 00 80', ['digitalSignature']],
    ['03 01 00', []],
    ['03 04 00 80 00 ff', ['digitalSignature']],
  ])('%s is %j', (value, usages) => expect(readValue('2.5.29.15', value).keyUsage).toEqual(usages))

  it.each(['', '04 01 80', '03 02 07 80 05 00'])('refuses %j', (value) => {
    expect(() => readValue('2.5.29.15', value)).toThrow(refused)
  })

  it.each(['03 02 08 80', '03 02 07 81'])('takes %j for malformed', (value) => {
    expect(() => readValue('2.5.29.15', value)).toThrow(malformed)
  })
})

describe('extended key usage (RFC 5280 section 4.2.1.12)', () => {
  it.each([
    ['30 0a 06 08 2b 06 01 05 05 07 03 02', ['1.3.6.1.5.5.7.3.2']],
    ['30 08 06 02 2a 03 06 02 2a 04', ['1.2.3', '1.2.4']],
    ['30 00', []],
  ])('%s is %j', (value, purposes) => expect(readValue('2.5.29.37', value).extendedKeyUsage).toEqual(purposes))

  it.each(['', '06 02 2a 03', '30 02 05 00', '30 00 05 00'])('refuses %j', (value) => {
    expect(() => readValue('2.5.29.37', value)).toThrow(refused)
  })
})

describe('key identifiers (RFC 5280 sections 4.2.1.1 and 4.2.1.2)', () => {
  it('are hex', () => {
    const certificate = certificateFixture({ subject: {}, subjectKeyIdentifier: '0aff', authorityKeyIdentifier: 'b0' })
    expect(certificate.subjectKeyIdentifier).toBe('0aff')
    expect(certificate.authorityKeyIdentifier).toBe('b0')
  })

  it.each([
    ['30 00', undefined],
    ['30 04 80 02 aa bb', 'aabb'],
    ['30 07 a1 02 82 00 82 01 05', undefined],
    ['30 0b 80 02 aa bb a1 02 82 00 82 01 05', 'aabb'],
  ])('%s names the issuer by %s', (value, identifier) => {
    expect(readValue('2.5.29.35', value).authorityKeyIdentifier).toBe(identifier)
  })

  it.each([
    ['2.5.29.14', ''],
    ['2.5.29.14', '30 00'],
    ['2.5.29.14', '04 01 aa 04 01 bb'],
    ['2.5.29.35', ''],
    ['2.5.29.35', '04 01 aa'],
    ['2.5.29.35', '30 03 82 01 05 05 00'],
    ['2.5.29.35', '30 06 82 01 05 80 01 aa'],
    ['2.5.29.35', '30 04 a1 02 05 00'],
  ])('%s refuses %j', (oid, value) => expect(() => readValue(oid, value)).toThrow(refused))
})
