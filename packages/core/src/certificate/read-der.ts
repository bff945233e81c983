import type { Certificate } from './certificate.js'
import { type DerContext, DerReader } from './der/der-reader.js'
import { readBitString } from './der/read-bit-string.js'
import { readSmallInteger } from './der/read-integer.js'
import { contextConstructed, contextPrimitive, Tag } from './der/tag.js'
import { type Extensions, noExtensions, readExtensions } from './extension/read-extensions.js'
import { readName } from './name/read-name.js'
import { readPublicKey } from './public-key/read-public-key.js'
import { readSerialNumber } from './read-serial-number.js'
import { readSignatureAlgorithm } from './read-signature-algorithm.js'
import { readValidity } from './read-validity.js'
import type { CertificateFields } from './x509-certificate.js'

const certificateContext: DerContext = { field: 'certificate', code: 'certificate-structure' }
const tbsContext: DerContext = { field: 'tbsCertificate', code: 'certificate-structure' }
const issuerContext: DerContext = { field: 'issuer', code: 'certificate-name' }
const subjectContext: DerContext = { field: 'subject', code: 'certificate-name' }

/** `[0] EXPLICIT` version, v1 by default; DER does not encode a default (X.690 section 11.5). */
const readVersion = (tbs: DerReader): Certificate['version'] => {
  if (tbs.nextTag() !== contextConstructed(0)) return 1
  const reader = tbs.enter(contextConstructed(0))
  const start = reader.position
  const version = readSmallInteger(reader)
  reader.finish()
  if (version === 0) throw reader.malformed('has the default version 1 encoded', start)
  if (version > 2) throw reader.refuse('has a version above 3', start)
  return version === 1 ? 2 : 3
}

/** `[1]` and `[2] IMPLICIT` unique identifiers: BIT STRINGs that nobody uses, from version 2 on. */
const skipUniqueIdentifiers = (tbs: DerReader, version: Certificate['version']): void => {
  for (const tag of [contextPrimitive(1), contextPrimitive(2)]) {
    if (tbs.nextTag() !== tag) continue
    if (version === 1) throw tbs.refuse('has a unique identifier in version 1', tbs.position)
    readBitString(tbs, tag)
  }
}

interface TbsCertificate extends CertificateFields {
  /** Where the signature algorithm stands. */
  readonly signature: OctetRange
}

interface OctetRange {
  readonly start: number
  readonly end: number
}

const readTbsCertificate = (tbs: DerReader): TbsCertificate => {
  const version = readVersion(tbs)
  const serialNumber = readSerialNumber(tbs)
  const start = tbs.position
  const signatureAlgorithm = readSignatureAlgorithm(tbs)
  const end = tbs.position
  const issuer = readName(tbs, issuerContext)
  const validity = readValidity(tbs)
  const subject = readName(tbs, subjectContext)
  const publicKey = readPublicKey(tbs)
  skipUniqueIdentifiers(tbs, version)
  const extensions = tbs.isAtEnd() ? noExtensions() : readVersion3Extensions(tbs, version)
  tbs.finish()
  const signature = { start, end }
  return { version, serialNumber, signatureAlgorithm, issuer, validity, subject, publicKey, extensions, signature }
}

/** `[3] EXPLICIT` extensions, in version 3 only. */
const readVersion3Extensions = (tbs: DerReader, version: Certificate['version']): Extensions => {
  const start = tbs.position
  const reader = tbs.enter(contextConstructed(3))
  if (version !== 3) throw tbs.refuse(`has extensions in version ${version}`, start)
  const extensions = readExtensions(reader)
  reader.finish()
  return extensions
}

const areSameOctets = (bytes: Uint8Array, one: OctetRange, other: OctetRange): boolean => {
  const length = one.end - one.start
  if (other.end - other.start !== length) return false
  for (let index = 0; index < length; index += 1) {
    if (bytes[one.start + index] !== bytes[other.start + index]) return false
  }
  return true
}

/** A Certificate (RFC 5280 section 4.1): the signed part, its signature algorithm once more, and the signature. */
export const readDer = (bytes: Uint8Array): CertificateFields => {
  const source = new DerReader(bytes, 0, bytes.length, certificateContext)
  const certificate = source.enter(Tag.sequence)
  if (!source.isAtEnd()) throw source.malformed('has octets behind its end', source.position)
  const fields = readTbsCertificate(certificate.enter(Tag.sequence, tbsContext))
  const outer = certificate.readTagged(Tag.sequence)
  if (!areSameOctets(bytes, fields.signature, outer)) {
    throw certificate.refuse('names another signature algorithm outside the signed part than inside', outer.start)
  }
  readBitString(certificate)
  certificate.finish()
  return fields
}
