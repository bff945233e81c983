import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assembleCertificate,
  type CertificateParts,
  partsOf,
} from '../testing/certificate-fixture/certificate-parts.js'
import { bytesOfHex, concatenate, writeElement } from '../testing/certificate-fixture/der-writer.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import type { Certificate } from './certificate.js'
import { CertificateError } from './certificate-error.js'
import * as Tag from './der/tag.js'
import { writePem } from './pem/write-pem.js'
import { readCertificate } from './read-certificate.js'

const fixture = certificateFixture({ subject: { CN: 'device-1' }, keyUsage: ['digitalSignature'] })
const parts = partsOf({ subject: { CN: 'device-1' } })
const readParts = (changed: Partial<CertificateParts>): Certificate =>
  readCertificate(assembleCertificate({ ...parts, ...changed }))

const error = (code: string) => expect.objectContaining({ code })

describe('DER that is damaged', () => {
  it('is refused wherever it ends early', () => {
    const { der } = fixture
    for (let length = 1; length < der.length; length += 1) {
      expect(() => readCertificate(der.slice(0, length))).toThrow(error('certificate-der-truncated'))
    }
  })

  it('is refused with anything behind it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (rest) => {
        expect(() => readCertificate(concatenate([fixture.der, rest]))).toThrow(error('certificate-der-malformed'))
      }),
    )
  })

  it('is refused with trailing octets inside a PEM', () => {
    const pem = writePem('CERTIFICATE', concatenate([fixture.der, Uint8Array.of(0)]))
    expect(() => readCertificate(pem)).toThrow(error('certificate-der-malformed'))
  })

  it('is never a certificate when it is random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => readCertificate(bytes)).toThrow(CertificateError)
      }),
    )
  })

  it('is refused with an indefinite length', () => {
    const content = fixture.der.slice(4)
    const indefinite = concatenate([Uint8Array.of(0x30, 0x80), content, Uint8Array.of(0, 0)])
    expect(() => readCertificate(indefinite)).toThrow(error('certificate-der-malformed'))
  })

  it('is refused when it is nested deeply', () => {
    let nested = writeElement(Tag.null)
    for (let level = 0; level < 10_000; level += 1) nested = writeElement(Tag.sequence, nested)
    expect(() => readCertificate(nested)).toThrow(CertificateError)
    const parameters = writeElement(Tag.sequence, bytesOfHex('06 02 2a 03'), nested.slice(-20_000))
    expect(() => readParts({ signature: parameters, signatureAlgorithm: parameters })).toThrow(CertificateError)
  })
})

describe('the structure (RFC 5280 section 4.1)', () => {
  it.each<[string, Partial<CertificateParts>, 1 | 2 | 3]>([
    ['version 1 by default', { version: bytesOfHex('') }, 1],
    ['version 2', { version: bytesOfHex('a0 03 02 01 01') }, 2],
    ['version 3', { version: bytesOfHex('a0 03 02 01 02') }, 3],
    [
      'unique identifiers in version 2',
      { version: bytesOfHex('a0 03 02 01 01'), uniqueIdentifiers: bytesOfHex('81 02 00 aa 82 02 00 bb') },
      2,
    ],
    ['a subject unique identifier alone', { uniqueIdentifiers: bytesOfHex('82 01 00') }, 3],
    ['an empty issuer', { issuer: bytesOfHex('30 00') }, 3],
  ])('may have %s', (_title, changed, version) => expect(readParts(changed).version).toBe(version))

  it.each<[string, Partial<CertificateParts>, string]>([
    [
      'version 1 written out (X.690 section 11.5)',
      { version: bytesOfHex('a0 03 02 01 00') },
      'certificate-der-malformed',
    ],
    ['version 4', { version: bytesOfHex('a0 03 02 01 03') }, 'certificate-structure'],
    ['a negative version', { version: bytesOfHex('a0 03 02 01 ff') }, 'certificate-structure'],
    ['two versions', { version: bytesOfHex('a0 06 02 01 02 02 01 02') }, 'certificate-structure'],
    ['no serial number', { serialNumber: bytesOfHex('') }, 'certificate-structure'],
    ['no subject', { subject: bytesOfHex('') }, 'certificate-name'],
    ['no validity', { validity: bytesOfHex('') }, 'certificate-validity'],
    ['no public key', { subjectPublicKeyInfo: bytesOfHex('') }, 'certificate-public-key'],
    ['no signature', { signatureValue: bytesOfHex('') }, 'certificate-structure'],
    ['a signature that is no bit string', { signatureValue: bytesOfHex('04 01 00') }, 'certificate-structure'],
    ['something behind the signature', { signatureValue: bytesOfHex('03 01 00 05 00') }, 'certificate-structure'],
    ['something behind the extensions', { extensions: bytesOfHex('a3 02 30 00 05 00') }, 'certificate-structure'],
    ['two lists of extensions', { extensions: bytesOfHex('a3 04 30 00 30 00') }, 'certificate-structure'],
    [
      'a unique identifier in version 1',
      { version: bytesOfHex(''), uniqueIdentifiers: bytesOfHex('81 01 00') },
      'certificate-structure',
    ],
    [
      'unique identifiers in the wrong order',
      { uniqueIdentifiers: bytesOfHex('82 01 00 81 01 00') },
      'certificate-structure',
    ],
    [
      'a unique identifier that is no bit string',
      { uniqueIdentifiers: bytesOfHex('81 01 09') },
      'certificate-der-malformed',
    ],
  ])('is refused with %s', (_title, changed, code) => expect(() => readParts(changed)).toThrow(error(code)))

  it.each([
    ['1', ''],
    ['2', 'a0 03 02 01 01'],
  ])('is refused with extensions in version %s', (_title, version) => {
    const extensions = writeElement(Tag.contextConstructed(3), bytesOfHex('30 00'))
    expect(() => readParts({ version: bytesOfHex(version), extensions })).toThrow(error('certificate-structure'))
  })
})

describe('the signature algorithm (RFC 5280 section 4.1.1.2)', () => {
  it.each([
    ['30 0d 06 09 2a 86 48 86 f7 0d 01 01 0b 05 00', { oid: '1.2.840.113549.1.1.11', name: 'sha256WithRSAEncryption' }],
    ['30 05 06 03 2b 65 70', { oid: '1.3.101.112', name: 'Ed25519' }],
    ['30 0b 06 09 60 86 48 01 65 03 04 03 12', { oid: '2.16.840.1.101.3.4.3.18', name: 'ML-DSA-65' }],
    ['30 04 06 02 2a 03', { oid: '1.2.3' }],
  ])('%s', (hex, algorithm) => {
    const identifier = bytesOfHex(hex)
    const certificate = readParts({ signature: identifier, signatureAlgorithm: identifier })
    expect(certificate.signatureAlgorithm).toEqual(algorithm)
  })

  it.each([
    ['another algorithm', '30 05 06 03 2b 65 70'],
    ['other parameters', '30 0c 06 08 2a 86 48 ce 3d 04 03 02 05 00'],
    ['nothing', '30 00'],
  ])('is refused when it is %s outside the signed part', (_title, hex) => {
    expect(() => readParts({ signatureAlgorithm: bytesOfHex(hex) })).toThrow(error('certificate-structure'))
  })

  it.each(['30 00', '30 02 05 00', '30 06 06 02 2a 03 05 00 05 00', '05 00'])('is refused when it is %s', (hex) => {
    const identifier = bytesOfHex(hex)
    expect(() => readParts({ signature: identifier, signatureAlgorithm: identifier })).toThrow(CertificateError)
  })
})
