import type { Certificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { algorithmProblem } from './check-certificate.js'

const certificate = certificateFixture({ subject: { CN: 'device-1' } })
const signedWith = (oid: string): Certificate => ({ ...certificate, signatureAlgorithm: { oid } })
const keyOf = (publicKey: Partial<Certificate['publicKey']>): Certificate => ({
  ...certificate,
  publicKey: { ...certificate.publicKey, ...publicKey },
})

// Developer Guide, "X.509 client certificates", in the words of RFC 4055, RFC 5758 and RFC 8410.
describe('what AWS IoT takes of a certificate', () => {
  it.each([
    ['sha256WithRSAEncryption', '1.2.840.113549.1.1.11', true],
    ['sha384WithRSAEncryption', '1.2.840.113549.1.1.12', true],
    ['sha512WithRSAEncryption', '1.2.840.113549.1.1.13', true],
    ['dsa-with-sha256', '2.16.840.1.101.3.4.3.2', true],
    ['ecdsa-with-SHA256', '1.2.840.10045.4.3.2', true],
    ['ecdsa-with-SHA384', '1.2.840.10045.4.3.3', true],
    ['ecdsa-with-SHA512', '1.2.840.10045.4.3.4', true],
    ['sha1WithRSAEncryption', '1.2.840.113549.1.1.5', false],
    ['sha224WithRSAEncryption', '1.2.840.113549.1.1.14', false],
    ['RSASSA-PSS', '1.2.840.113549.1.1.10', false],
    ['ecdsa-with-SHA1', '1.2.840.10045.4.1', false],
    ['dsa-with-sha1', '1.2.840.10040.4.3', false],
    ['Ed25519', '1.3.101.112', false],
  ])('a signature of %s', (_, oid, taken) => {
    expect(algorithmProblem(signedWith(oid)) === undefined).toBe(taken)
  })

  it.each([
    ['RSA 2048', keyOf({ algorithm: 'RSA', bits: 2048 }), true],
    ['RSA 2047', keyOf({ algorithm: 'RSA', bits: 2047 }), false],
    ['P-384', keyOf({ algorithm: 'EC', curve: 'P-384' }), true],
    ['P-521', keyOf({ algorithm: 'EC', curve: 'P-521' }), true],
    ['secp256k1', keyOf({ algorithm: 'EC', curve: '1.3.132.0.10' }), false],
    ['DSA', keyOf({ algorithm: 'unknown', oid: '1.2.840.10040.4.1' }), true],
    ['something unknown', keyOf({ algorithm: 'unknown', oid: '1.2.3' }), false],
    ['RSASSA-PSS', keyOf({ algorithm: 'RSASSA-PSS', bits: 4096 }), false],
    ['Ed25519', keyOf({ algorithm: 'Ed25519' }), false],
    ['ML-DSA-65', keyOf({ algorithm: 'ML-DSA-65' }), false],
  ])('a key of %s', (_, found, taken) => {
    expect(algorithmProblem(found) === undefined).toBe(taken)
  })
})
