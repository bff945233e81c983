import { createHash, hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assembleCertificate, partsOf } from '../testing/certificate-fixture/certificate-parts.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { longestDer, longestPem } from './pem/pem-limits.js'
import { writePem } from './pem/write-pem.js'
import { readCertificate } from './read-certificate.js'

const fixture = certificateFixture({ subject: { CN: 'device-1' }, keyUsage: ['digitalSignature'] })
const error = (code: string) => expect.objectContaining({ code })
const nodeSha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

describe('reading a certificate', () => {
  it.each<[string, string | Uint8Array]>([
    ['text', fixture.pem],
    ['text with CRLF', fixture.pem.replaceAll('\n', '\r\n')],
    ['text with other text around it', `Certificate:\n  Subject: CN=device-1\n${fixture.pem}\nbye\n`],
    ['text with a chain behind it', fixture.pem + certificateFixture({ subject: { CN: 'CA' } }).pem],
    ['bytes of DER', fixture.der],
    ['bytes of PEM', Buffer.from(fixture.pem)],
    ['a part of a larger buffer', Buffer.concat([Buffer.from('xx'), fixture.der, Buffer.from('yy')]).subarray(2, -2)],
  ])('from %s', (_title, source) => {
    const certificate = readCertificate(source)
    expect(certificate.id).toBe(fixture.id)
    expect(certificate).toEqual(fixture)
  })

  it('gives everything that the certificate says', () => {
    const certificate = certificateFixture({
      subject: { CN: 'device-1' },
      issuer: { CN: 'CA' },
      serialNumber: '0a',
      basicConstraints: { ca: false },
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
      subjectKeyIdentifier: '01',
      authorityKeyIdentifier: '02',
      subjectAlternativeNames: [{ kind: 'dns', value: 'device-1.example.com' }],
    })
    expect(certificate).toMatchObject({
      version: 3,
      serialNumber: '0a',
      signatureAlgorithm: { oid: '1.2.840.10045.4.3.2', name: 'ecdsa-with-SHA256' },
      publicKey: { algorithm: 'EC', oid: '1.2.840.10045.2.1', curve: 'P-256' },
      basicConstraints: { ca: false },
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
      subjectKeyIdentifier: '01',
      authorityKeyIdentifier: '02',
      subjectAlternativeNames: [{ kind: 'dns', value: 'device-1.example.com' }],
    })
    expect(certificate.subject.toString()).toBe('CN=device-1')
    expect(certificate.issuer.toString()).toBe('CN=CA')
    expect(certificate.notBefore).toEqual(new Date('2026-01-01T00:00:00Z'))
    expect(certificate.notAfter).toEqual(new Date('2036-01-01T00:00:00Z'))
    expect(certificate.extensions.map(({ oid }) => oid)).toHaveLength(6)
  })

  it('gives an id that is the SHA-256 of the DER, as AWS IoT does', () => {
    expect(fixture.id).toBe(Buffer.from(nodeSha256(fixture.der)).toString('hex'))
  })

  it('gives a PEM that is read as the same certificate', () => {
    expect(readCertificate(fixture.pem).der).toEqual(fixture.der)
    expect(fixture.pem).toBe(writePem('CERTIFICATE', fixture.der))
  })
})

describe('the hash', () => {
  it('is the one that is passed in, used once and only when the id is read', () => {
    const hashed: Uint8Array[] = []
    const sha256 = (bytes: Uint8Array): Uint8Array => {
      hashed.push(bytes)
      return nodeSha256(bytes)
    }
    const certificate = readCertificate(fixture.pem, { sha256 })
    expect(hashed).toHaveLength(0)
    expect([certificate.id, certificate.id]).toEqual([fixture.id, fixture.id])
    expect(hashed).toEqual([fixture.der])
  })

  it('may give hex', () => {
    const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes)
    expect(readCertificate(fixture.pem, { sha256 }).id).toBe(fixture.id)
  })

  it.each([
    new Uint8Array(20),
    new Uint8Array(64),
    Promise.resolve(new Uint8Array(32)),
    'a digest as text, 32 characters.',
    fixture.id.toUpperCase(),
    fixture.id.slice(2),
    `${fixture.id}\n`,
    Array(32).fill(1),
    undefined,
  ])('must return 32 bytes or their lower-case hex, not %j', (digest) => {
    // @ts-expect-error what a caller without types may return
    const certificate = readCertificate(fixture.pem, { sha256: () => digest })
    expect(() => certificate.id).toThrow(error('certificate-option'))
  })
})

describe('options', () => {
  it('that do not exist are refused with the nearest that does', () => {
    // @ts-expect-error a misspelt option
    expect(() => readCertificate(fixture.pem, { sha265: nodeSha256 })).toThrow(
      expect.objectContaining({ code: 'certificate-option', field: 'sha265', remedy: 'did you mean `sha256`' }),
    )
  })

  it.each([null, 'sha256', { sha256: 'sha256' }])('cannot be %j', (options) => {
    // @ts-expect-error what a caller without types may pass
    expect(() => readCertificate(fixture.pem, options)).toThrow(error('certificate-option'))
  })
})

describe('what was read', () => {
  it('does not change with what it was read from', () => {
    const source = fixture.der
    const certificate = readCertificate(source)
    source.fill(0)
    expect(certificate.der).toEqual(fixture.der)
    expect(certificate.id).toBe(fixture.id)
  })

  it('does not change with what it gave', () => {
    const certificate = readCertificate(fixture.pem)
    certificate.der.fill(0)
    certificate.publicKey.spki.fill(0)
    certificate.extensions[0]?.value.fill(0)
    certificate.notBefore.setTime(0)
    certificate.subject.entries().pop()
    Object.assign(certificate.subject.getAll('CN'), ['changed'])
    expect(certificate.der).toEqual(fixture.der)
    expect(certificate.publicKey.spki).toEqual(fixture.publicKey.spki)
    expect(certificate.extensions[0]?.value).toEqual(fixture.extensions[0]?.value)
    expect(certificate.notBefore).toEqual(fixture.notBefore)
    expect(certificate.subject.entries()).toHaveLength(1)
    expect(certificate.subject.getAll('CN')).toEqual(['device-1'])
  })

  it('is frozen through and through', () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every((inner) => frozen(inner)))
    const certificate = certificateFixture({
      subject: { CN: 'x' },
      basicConstraints: { ca: true },
      keyUsage: ['cRLSign'],
      extendedKeyUsage: ['1.2.3'],
      subjectAlternativeNames: [{ kind: 'directory-name', value: { CN: 'y' } }],
    })
    expect(frozen(certificate)).toBe(true)
    expect(frozen(certificateFixture({ subject: {} }))).toBe(true)
  })

  it('is told from another certificate by deep equality', () => {
    expect(certificateFixture({ subject: { CN: 'a' }, serialNumber: '01' })).not.toEqual(
      certificateFixture({ subject: { CN: 'b' }, serialNumber: '01' }),
    )
  })
})

describe('a source', () => {
  it.each([
    null,
    undefined,
    5,
    {},
    [48, 130],
    new ArrayBuffer(8),
    new Uint16Array(8),
    new DataView(new ArrayBuffer(8)),
  ])('cannot be %j', (source) => {
    // @ts-expect-error what a caller without types may pass
    expect(() => readCertificate(source)).toThrow(error('certificate-source-type'))
  })

  it.each<[string, string | Uint8Array]>([
    ['empty text', ''],
    ['other text', 'hello'],
    ['base64 without armour', Buffer.from(fixture.der).toString('base64')],
    ['DER as text', Buffer.from(fixture.der).toString('latin1')],
    ['bytes that are neither PEM nor DER', Uint8Array.of(1, 2, 3)],
  ])('cannot be %s', (_title, source) => {
    expect(() => readCertificate(source)).toThrow(error('certificate-pem-missing'))
  })

  it('cannot be empty bytes', () =>
    expect(() => readCertificate(new Uint8Array(0))).toThrow(error('certificate-structure')))

  it('has at most 65,536 characters, which is what AWS takes', () => {
    const padding = '\n'.repeat(longestPem - fixture.pem.length)
    expect(readCertificate(padding + fixture.pem).id).toBe(fixture.id)
    expect(() => readCertificate(`\n${padding}${fixture.pem}`)).toThrow(error('certificate-too-large'))
    expect(() => readCertificate(Buffer.from(`\n${padding}${fixture.pem}`))).toThrow(error('certificate-too-large'))
  })

  it.each<[string, string | Uint8Array]>([
    ['text', 'A'.repeat(1_000_000)],
    ['bytes', new Uint8Array(1_000_000).fill(0x30)],
    ['text with a certificate in it', fixture.pem + '\n'.repeat(1_000_000)],
  ])('of a megabyte is refused: %s', (_title, source) => {
    expect(() => readCertificate(source)).toThrow(error('certificate-too-large'))
  })

  it('has at most so many bytes of DER that its PEM keeps to the limit', () => {
    const withValueOf = (octets: number): Uint8Array =>
      assembleCertificate(partsOf({ subject: {}, extensions: [{ oid: '1.2.3', value: new Uint8Array(octets) }] }))
    const overhead = withValueOf(40_000).length - 40_000
    const longest = withValueOf(longestDer - overhead)
    expect(longest).toHaveLength(longestDer)
    const { pem } = readCertificate(longest)
    expect(pem.length).toBeGreaterThan(longestPem - 8)
    expect(readCertificate(pem).der).toEqual(longest)
    const longer = withValueOf(longestDer - overhead + 1)
    expect(() => readCertificate(longer)).toThrow(error('certificate-too-large'))
    const inOneLine = `-----BEGIN CERTIFICATE-----\n${Buffer.from(longer).toString('base64')}\n-----END CERTIFICATE-----`
    expect(() => readCertificate(inOneLine)).toThrow(error('certificate-too-large'))
  })
})

describe('an error', () => {
  it('says what is wrong, in which field, at which byte, and what to do', () => {
    const der = fixture.der.with(fixture.der.length - 1, 0).slice(0, -1)
    expect(() => readCertificate(der)).toThrow(
      expect.objectContaining({
        name: 'CertificateError',
        code: 'certificate-der-truncated',
        message: 'certificate: expected more bytes at byte 0',
        field: 'certificate',
        offset: 0,
        remedy: 'copy the certificate again, all of it and nothing else',
      }),
    )
  })
})
