import * as Tag from '../../certificate/der/tag.js'
import { bitStringContent, objectIdentifierContent, writeElement } from './der-writer.js'
import { filler, fillerNumber } from './filler.js'

/** Signature algorithms that a fixture can name. */
export type FixtureSignatureAlgorithm =
  | 'ecdsa-with-SHA256'
  | 'sha256WithRSAEncryption'
  | 'sha1WithRSAEncryption'
  | 'Ed25519'

const identifiers: Readonly<Record<FixtureSignatureAlgorithm, string>> = {
  'ecdsa-with-SHA256': '1.2.840.10045.4.3.2',
  sha256WithRSAEncryption: '1.2.840.113549.1.1.11',
  sha1WithRSAEncryption: '1.2.840.113549.1.1.5',
  Ed25519: '1.3.101.112',
}

export const isFixtureSignatureAlgorithm = (name: string): name is FixtureSignatureAlgorithm =>
  Object.hasOwn(identifiers, name)

const isRsa = (name: FixtureSignatureAlgorithm): boolean => name.endsWith('RSAEncryption')

/** An AlgorithmIdentifier; RSA has NULL parameters (RFC 4055 section 5), the others have none (RFC 5758, RFC 8410). */
export const writeSignatureAlgorithm = (name: FixtureSignatureAlgorithm): Uint8Array => {
  const oid = writeElement(Tag.objectIdentifier, objectIdentifierContent(identifiers[name]))
  return writeElement(Tag.sequence, oid, isRsa(name) ? writeElement(Tag.null) : Uint8Array.of())
}

const writeFillerInteger = (content: Uint8Array): Uint8Array =>
  writeElement(Tag.integer, Uint8Array.of(0), fillerNumber(content, 32))

const signatureOctets = (name: FixtureSignatureAlgorithm, content: Uint8Array): Uint8Array => {
  if (isRsa(name)) return filler(content, 256)
  if (name === 'Ed25519') return filler(content, 64)
  const number = writeFillerInteger(content)
  return writeElement(Tag.sequence, number, writeFillerInteger(number))
}

/** A signatureValue in the form of its algorithm that signs nothing. */
export const writeSignature = (name: FixtureSignatureAlgorithm, content: Uint8Array): Uint8Array =>
  writeElement(Tag.bitString, bitStringContent(signatureOctets(name, content)))
