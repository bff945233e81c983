import * as Tag from '../../certificate/der/tag.js'
import { bitStringContent, concatenate, objectIdentifierContent, writeElement } from './der-writer.js'
import { filler, fillerNumber } from './filler.js'

/** Key types that a fixture can have. */
export type FixturePublicKey =
  | 'EC-P256'
  | 'EC-P384'
  | 'EC-P521'
  | 'EC-secp256k1'
  | 'RSA-1024'
  | 'RSA-2048'
  | 'RSA-3072'
  | 'RSA-4096'
  | 'RSASSA-PSS-2048'
  | 'Ed25519'
  | 'Ed448'
  | 'ML-DSA-44'
  | 'ML-DSA-65'
  | 'ML-DSA-87'
  | 'unknown'

type KeyWriter = (content: Uint8Array) => readonly [algorithm: Uint8Array, key: Uint8Array]

const writeOid = (oid: string): Uint8Array => writeElement(Tag.objectIdentifier, objectIdentifierContent(oid))

const ellipticCurve =
  (curve: string, coordinate: number): KeyWriter =>
  (content) => [
    writeElement(Tag.sequence, writeOid('1.2.840.10045.2.1'), writeOid(curve)),
    concatenate([Uint8Array.of(0x04), filler(content, 2 * coordinate)]),
  ]

const rsaKey = (content: Uint8Array, bits: number): Uint8Array =>
  writeElement(
    Tag.sequence,
    writeElement(Tag.integer, Uint8Array.of(0), fillerNumber(content, bits / 8)),
    writeElement(Tag.integer, Uint8Array.of(1, 0, 1)),
  )

const rsa =
  (bits: number): KeyWriter =>
  (content) => [
    writeElement(Tag.sequence, writeOid('1.2.840.113549.1.1.1'), writeElement(Tag.null)),
    rsaKey(content, bits),
  ]

const withoutParameters =
  (oid: string, octets: number): KeyWriter =>
  (content) => [writeElement(Tag.sequence, writeOid(oid)), filler(content, octets)]

const writers: Readonly<Record<FixturePublicKey, KeyWriter>> = {
  'EC-P256': ellipticCurve('1.2.840.10045.3.1.7', 32),
  'EC-P384': ellipticCurve('1.3.132.0.34', 48),
  'EC-P521': ellipticCurve('1.3.132.0.35', 66),
  'EC-secp256k1': ellipticCurve('1.3.132.0.10', 32),
  'RSA-1024': rsa(1024),
  'RSA-2048': rsa(2048),
  'RSA-3072': rsa(3072),
  'RSA-4096': rsa(4096),
  'RSASSA-PSS-2048': (content) => [
    writeElement(Tag.sequence, writeOid('1.2.840.113549.1.1.10')),
    rsaKey(content, 2048),
  ],
  Ed25519: withoutParameters('1.3.101.112', 32),
  Ed448: withoutParameters('1.3.101.113', 57),
  'ML-DSA-44': withoutParameters('2.16.840.1.101.3.4.3.17', 1312),
  'ML-DSA-65': withoutParameters('2.16.840.1.101.3.4.3.18', 1952),
  'ML-DSA-87': withoutParameters('2.16.840.1.101.3.4.3.19', 2592),
  unknown: withoutParameters('1.3.6.1.4.1.99999.1', 32),
}

export const isFixturePublicKey = (name: string): name is FixturePublicKey => Object.hasOwn(writers, name)

/** A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) whose key is filler derived from the content. */
export const writePublicKey = (name: FixturePublicKey, content: Uint8Array): Uint8Array => {
  const [algorithm, key] = writers[name](content)
  return writeElement(Tag.sequence, algorithm, writeElement(Tag.bitString, bitStringContent(key)))
}
