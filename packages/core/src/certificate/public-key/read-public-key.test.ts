import { describe, expect, it } from 'vitest'
import { assembleCertificate, partsOf } from '../../testing/certificate-fixture/certificate-parts.js'
import {
  bitStringContent,
  bytesOfHex,
  objectIdentifierContent,
  writeElement,
} from '../../testing/certificate-fixture/der-writer.js'
import type { FixturePublicKey } from '../../testing/certificate-fixture/public-key-writer.js'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import type { PublicKey } from '../certificate.js'
import * as Tag from '../der/tag.js'
import { readCertificate } from '../read-certificate.js'

const parts = partsOf({ subject: { CN: 'x' } })
const read = (subjectPublicKeyInfo: Uint8Array): PublicKey =>
  readCertificate(assembleCertificate({ ...parts, subjectPublicKeyInfo })).publicKey

/** A key of these parameters and octets, both in hex. */
const readKey = (oid: string, parameters: string, key: string): PublicKey => {
  const identifier = writeElement(Tag.objectIdentifier, objectIdentifierContent(oid))
  const algorithm = writeElement(Tag.sequence, identifier, bytesOfHex(parameters))
  return read(writeElement(Tag.sequence, algorithm, writeElement(Tag.bitString, bitStringContent(bytesOfHex(key)))))
}

const rsa = '1.2.840.113549.1.1.1'
const ec = '1.2.840.10045.2.1'
const p256 = '06 08 2a 86 48 ce 3d 03 01 07'
const refused = expect.objectContaining({ code: 'certificate-public-key', field: 'subjectPublicKeyInfo' })

describe('a public key', () => {
  it.each<[FixturePublicKey, Partial<PublicKey>]>([
    ['EC-P256', { algorithm: 'EC', oid: ec, curve: 'P-256' }],
    ['EC-P384', { algorithm: 'EC', oid: ec, curve: 'P-384' }],
    ['EC-P521', { algorithm: 'EC', oid: ec, curve: 'P-521' }],
    ['EC-secp256k1', { algorithm: 'EC', oid: ec, curve: '1.3.132.0.10' }],
    ['RSA-1024', { algorithm: 'RSA', oid: rsa, bits: 1024 }],
    ['RSA-2048', { algorithm: 'RSA', oid: rsa, bits: 2048 }],
    ['RSA-4096', { algorithm: 'RSA', oid: rsa, bits: 4096 }],
    ['RSASSA-PSS-2048', { algorithm: 'RSASSA-PSS', oid: '1.2.840.113549.1.1.10', bits: 2048 }],
    ['Ed25519', { algorithm: 'Ed25519', oid: '1.3.101.112' }],
    ['Ed448', { algorithm: 'Ed448', oid: '1.3.101.113' }],
    ['ML-DSA-44', { algorithm: 'ML-DSA-44', oid: '2.16.840.1.101.3.4.3.17' }],
    ['ML-DSA-65', { algorithm: 'ML-DSA-65', oid: '2.16.840.1.101.3.4.3.18' }],
    ['ML-DSA-87', { algorithm: 'ML-DSA-87', oid: '2.16.840.1.101.3.4.3.19' }],
    ['unknown', { algorithm: 'unknown', oid: '1.3.6.1.4.1.99999.1' }],
  ])('%s', (publicKey, properties) => {
    const { publicKey: read } = certificateFixture({ subject: {}, publicKey })
    expect({ ...read }).toEqual(properties)
  })

  it('keeps its SubjectPublicKeyInfo', () => {
    expect(read(parts.subjectPublicKeyInfo).spki).toEqual(parts.subjectPublicKeyInfo)
  })
})

describe('an RSA key (RFC 3279 section 2.3.1)', () => {
  it.each([
    ['30 06 02 01 01 02 01 03', 1],
    ['30 06 02 01 7f 02 01 03', 7],
    ['30 07 02 02 00 80 02 01 03', 8],
    ['30 07 02 02 01 00 02 01 03', 9],
  ])('%s has a modulus of %i bits', (key, bits) => expect(readKey(rsa, '05 00', key).bits).toBe(bits))

  it('may lack its NULL', () => expect(readKey(rsa, '', '30 06 02 01 7f 02 01 03').bits).toBe(7))

  it.each([
    ['a modulus of zero', '05 00', '30 06 02 01 00 02 01 03'],
    ['a negative modulus', '05 00', '30 06 02 01 80 02 01 03'],
    ['an exponent of zero', '05 00', '30 06 02 01 7f 02 01 00'],
    ['a negative exponent', '05 00', '30 06 02 01 7f 02 01 ff'],
    ['no exponent', '05 00', '30 03 02 01 7f'],
    ['a third number', '05 00', '30 09 02 01 7f 02 01 03 02 01 05'],
    ['something behind the key', '05 00', '30 06 02 01 7f 02 01 03 05 00'],
    ['no key', '05 00', ''],
    ['other parameters', '02 01 05', '30 06 02 01 7f 02 01 03'],
    ['a second parameter', '05 00 05 00', '30 06 02 01 7f 02 01 03'],
  ])('is refused with %s', (_title, parameters, key) => expect(() => readKey(rsa, parameters, key)).toThrow(refused))

  it.each([
    ['a modulus that is not in its shortest form', '05 00', '30 07 02 02 00 7f 02 01 03'],
    ['a NULL with content', '05 01 00', '30 06 02 01 7f 02 01 03'],
    ['a key that ends early', '05 00', '30 06 02 01 7f 02 01'],
  ])('is malformed with %s', (_title, parameters, key) => {
    expect(() => readKey(rsa, parameters, key)).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  })
})

describe('an elliptic curve key (RFC 5480)', () => {
  it('is read compressed and uncompressed (section 2.2)', () => {
    expect(readKey(ec, p256, `02 ${'11'.repeat(32)}`).curve).toBe('P-256')
    expect(readKey(ec, p256, `03 ${'11'.repeat(32)}`).curve).toBe('P-256')
    expect(readKey(ec, p256, `04 ${'11'.repeat(64)}`).curve).toBe('P-256')
  })

  it.each([
    ['the hybrid form', p256, `06 ${'11'.repeat(64)}`],
    ['the point at infinity', p256, '00'],
    ['no point', p256, ''],
    ['half a point', p256, `04 ${'11'.repeat(32)}`],
    ['an octet too many', p256, `04 ${'11'.repeat(65)}`],
    ['an uncompressed length in the compressed form', p256, `02 ${'11'.repeat(64)}`],
    ['no curve', '', `04 ${'11'.repeat(64)}`],
    ['the curve of the issuer (implicitCurve)', '05 00', `04 ${'11'.repeat(64)}`],
    ['a curve that is spelled out (specifiedCurve)', '30 03 02 01 01', `04 ${'11'.repeat(64)}`],
    ['two curves', `${p256} ${p256}`, `04 ${'11'.repeat(64)}`],
  ])('is refused with %s', (_title, parameters, key) => expect(() => readKey(ec, parameters, key)).toThrow(refused))
})

describe('a key of fixed length', () => {
  it.each([
    ['1.3.101.112', '', 31],
    ['1.3.101.112', '', 33],
    ['1.3.101.112', '05 00', 32],
    ['1.3.101.113', '', 56],
    ['2.16.840.1.101.3.4.3.17', '', 1952],
    ['2.16.840.1.101.3.4.3.18', '05 00', 1952],
  ])('%s is refused with parameters %j and %i octets (RFC 8410, RFC 9881)', (oid, parameters, octets) => {
    expect(() => readKey(oid, parameters, '11'.repeat(octets))).toThrow(refused)
  })
})

describe('a SubjectPublicKeyInfo', () => {
  it.each([
    ['a key that is not whole octets', '30 0d 30 07 06 05 2b 06 01 04 01 03 02 01 fe'],
    ['no key', '30 09 30 07 06 05 2b 06 01 04 01'],
    ['no algorithm', '30 04 03 02 00 11'],
    ['something behind the key', '30 0f 30 07 06 05 2b 06 01 04 01 03 02 00 11 05 00'],
  ])('is refused with %s', (_title, hex) => expect(() => read(bytesOfHex(hex))).toThrow(refused))
})
