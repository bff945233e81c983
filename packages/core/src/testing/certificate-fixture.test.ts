import { X509Certificate } from 'node:crypto'
import { readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FixtureName, FixtureValue } from './certificate-fixture/name-writer.js'
import type { FixturePublicKey } from './certificate-fixture/public-key-writer.js'
import type { TextEncoding } from './certificate-fixture/text-encoding.js'

const entriesOf = (subject: FixtureName): [string, string][] => certificateFixture({ subject }).subject.entries()

describe('a fixture', () => {
  it('needs only a subject', () => {
    const certificate = certificateFixture({ subject: { CN: 'device-1' } })
    expect(certificate.subject.toString()).toBe('CN=device-1')
    expect(certificate.issuer.toString()).toBe('CN=Fixture CA,O=Thingplan')
    expect(certificate.notBefore).toEqual(new Date('2026-01-01T00:00:00Z'))
    expect(certificate.notAfter).toEqual(new Date('2036-01-01T00:00:00Z'))
    expect(certificate.publicKey.curve).toBe('P-256')
  })

  it('is the same for the same options, and another for others', () => {
    const ids = [
      { subject: { CN: 'a' } },
      { subject: { CN: 'b' } },
      { subject: { CN: 'a' }, issuer: { CN: 'b' } },
      { subject: { CN: 'a' }, serialNumber: '01' },
      { subject: { CN: 'a' }, publicKey: 'RSA-2048' as const },
      { subject: { CN: 'a' }, notAfter: new Date('2030-01-01T00:00:00Z') },
      { subject: { CN: 'a' }, extendedKeyUsage: ['1.2.3'] },
    ].map((options) => [certificateFixture(options).id, certificateFixture(options).id])
    for (const [one, other] of ids) expect(one).toBe(other)
    expect(new Set(ids.flat()).size).toBe(ids.length)
  })

  it('is read by others', () => {
    const certificate = certificateFixture({ subject: { CN: 'device-1' } })
    const { subject, fingerprint256, serialNumber } = new X509Certificate(certificate.pem)
    expect(subject).toBe('CN=device-1')
    expect(fingerprint256.replaceAll(':', '').toLowerCase()).toBe(certificate.id)
    expect(serialNumber.toLowerCase()).toBe(certificate.serialNumber)
  })

  it.each<[FixturePublicKey, string]>([
    ['RSA-1024', 'rsa'],
    ['RSA-2048', 'rsa'],
    ['Ed25519', 'ed25519'],
    ['Ed448', 'ed448'],
  ])('of type %s has a key that others take for one', (publicKey, type) => {
    const { pem } = certificateFixture({ subject: {}, publicKey })
    expect(new X509Certificate(pem).publicKey.asymmetricKeyType).toBe(type)
  })
})

describe('the name of a fixture', () => {
  it('is a record of types and values', () => {
    expect(entriesOf({ O: 'Acme', serialNumber: ['1', '2'], '2.5.4.44': 'x', '1.2.3': 'y' })).toEqual([
      ['O', 'Acme'],
      ['serialNumber', '1'],
      ['serialNumber', '2'],
      ['generationQualifier', 'x'],
      ['1.2.3', 'y'],
    ])
  })

  it('is a list of attributes, or of RDNs with several, which DER sorts', () => {
    const { subject } = certificateFixture({
      subject: [
        ['O', 'Acme'],
        [
          ['serialNumber', '1'],
          ['CN', 'x'],
        ],
        ['CN', 'y'],
      ],
    })
    expect(subject.rdns.map((rdn) => rdn.map(({ type, value }) => `${type}=${value}`))).toEqual([
      ['O=Acme'],
      ['CN=x', 'serialNumber=1'],
      ['CN=y'],
    ])
  })

  const characters: Readonly<Record<TextEncoding, fc.Arbitrary<string>>> = {
    utf8: fc.string({ unit: 'binary' }),
    printable: fc.string({ unit: 'binary-ascii' }),
    ia5: fc.string({ unit: 'binary-ascii' }),
    numeric: fc.string({ unit: 'binary-ascii' }),
    visible: fc.string({ unit: 'binary-ascii' }),
    teletex: fc.uint8Array().map((octets) => String.fromCharCode(...octets)),
    bmp: fc.string({ unit: fc.integer({ min: 0, max: 0xd7ff }).map((codeUnit) => String.fromCharCode(codeUnit)) }),
    universal: fc.string({ unit: 'binary' }),
  }
  const encodings = ['utf8', 'printable', 'ia5', 'numeric', 'visible', 'teletex', 'bmp', 'universal'] as const
  const value = fc
    .constantFrom(...encodings)
    .chain((encoding) => characters[encoding].map((text) => ({ encoding, value: text })))
  const attribute = fc.tuple(
    fc.constantFrom('2.5.4.3', '2.5.4.5', '2.5.4.12', '1.2.840.113549.1.9.1', '1.2.3.4'),
    value,
  )

  it('comes back as it was given, whatever the text and its string type', () => {
    fc.assert(
      fc.property(fc.array(attribute, { maxLength: 12 }), (attributes) => {
        const { subject, pem } = certificateFixture({
          subject: attributes.map(([type, text]): [`${number}.${string}`, FixtureValue] => [type, text]),
        })
        const given = attributes.map(([oid, { value: text }]) => [oid, text])
        expect(subject.rdns.flat().map((read) => [read.oid, read.value])).toEqual(given)
        expect(readCertificate(pem).subject.entries()).toEqual(subject.entries())
      }),
    )
  })

  it.each<[TextEncoding, string]>([
    ['printable', 'Ł'],
    ['ia5', '東'],
    ['teletex', 'Ł'],
    ['bmp', '🛰'],
  ])('cannot hold in %s what has no place there', (encoding, text) => {
    expect(() => entriesOf({ CN: { value: text, encoding } })).toThrow(
      expect.objectContaining({ code: 'certificate-option', value: text }),
    )
  })

  it('can be hostile, and is then refused as any certificate would be', () => {
    const refused = expect.objectContaining({ code: 'certificate-name' })
    expect(() => entriesOf({ CN: { value: 'é', encoding: 'printable' } })).toThrow(refused)
    expect(() => entriesOf({ CN: '\ud800' })).toThrow(refused)
    expect(() => entriesOf({ CN: { der: '0c01ff' } })).toThrow(refused)
  })
})

describe('the options of a fixture', () => {
  it.each([
    [{ subject: {}, notbefore: new Date(0) }, 'notbefore', 'did you mean `notBefore`'],
    [{ subject: {}, serial: '01' }, 'serial', expect.any(String)],
    [{}, 'subject', 'pass a record or a list of attributes'],
    [{ subject: null }, 'subject', 'pass a record or a list of attributes'],
    [{ subject: {}, serialNumber: '0x1' }, 'serialNumber', 'pass hex digits'],
    [{ subject: {}, publicKey: 'RSA-1' }, 'publicKey', expect.any(String)],
    [{ subject: {}, publicKey: 'constructor' }, 'publicKey', expect.any(String)],
    [{ subject: {}, signatureAlgorithm: 'none' }, 'signatureAlgorithm', expect.any(String)],
    [{ subject: {}, notAfter: new Date(Number.NaN) }, 'notAfter', 'pass a valid Date'],
    [{ subject: {}, notAfter: new Date('+010000-01-01T00:00:00Z') }, 'notAfter', 'pass a valid Date'],
  ])('%j is refused', (options, field, remedy) => {
    // @ts-expect-error what a caller without types may pass
    expect(() => certificateFixture(options)).toThrow(
      expect.objectContaining({ code: 'certificate-option', field, remedy }),
    )
  })

  it('name attribute types that exist', () => {
    // @ts-expect-error a misspelt type
    expect(() => certificateFixture({ subject: { cn: 'x' } })).toThrow(
      expect.objectContaining({ code: 'attribute-type-unknown', remedy: 'did you mean `CN`' }),
    )
  })

  it('hold hex where they hold hex', () => {
    expect(() => certificateFixture({ subject: {}, extensions: [{ oid: '1.2.3', value: 'xyz' }] })).toThrow(
      expect.objectContaining({ code: 'certificate-option', value: 'xyz' }),
    )
  })
})
