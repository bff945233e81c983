import type { Certificate, Sha256 } from './certificate.js'
import {
  createReader,
  type DerReader,
  enter,
  finish,
  leave,
  malformed,
  narrow,
  nextTag,
  unexpected,
} from './der/der-reader.js'
import { enterBitString } from './der/enter-bit-string.js'
import { octetAt } from './der/octet-at.js'
import { readSmallInteger } from './der/read-integer.js'
import * as Tag from './der/tag.js'
import { readExtensions } from './extension/read-extensions.js'
import { readName } from './name/read-name.js'
import { readPublicKey } from './public-key/read-public-key.js'
import { readSerialNumber } from './read-serial-number.js'
import { readSignatureAlgorithm } from './read-signature-algorithm.js'
import { readValidity } from './read-validity.js'
import { X509Certificate } from './x509-certificate.js'

const none: readonly never[] = /* @__PURE__ */ Object.freeze([])

/** `[0] EXPLICIT Version`, 1 by default; DER does not encode a default (X.690 section 11.5). */
const readVersion = (reader: DerReader): 1 | 2 | 3 => {
  if (nextTag(reader) !== 0xa0) return 1
  const outerEnd = narrow(reader, 0xa0)
  const { position } = reader
  const version = readSmallInteger(reader)
  if (version === 0) throw malformed(reader, 'no version for version 1', position)
  if (version > 2) throw unexpected(reader, 'version 2 or 3', position)
  leave(reader, outerEnd)
  return version === 1 ? 2 : 3
}

/** The signed part of a certificate, and where its signature algorithm stands. */
type TbsCertificate = readonly [Certificate, signatureStart: number, signatureEnd: number]

const readTbsCertificate = (reader: DerReader, sha256: Sha256): TbsCertificate => {
  const { bytes, field } = reader
  reader.field = 'tbsCertificate'
  const outerEnd = narrow(reader, Tag.sequence)
  const version = readVersion(reader)
  const serialNumber = readSerialNumber(reader)
  const signatureStart = reader.position
  const signatureAlgorithm = readSignatureAlgorithm(reader)
  const signatureEnd = reader.position
  const issuer = readName(reader, 'issuer')
  const certificate = new X509Certificate(bytes, readValidity(reader), sha256)
  certificate.version = version
  certificate.serialNumber = serialNumber
  certificate.signatureAlgorithm = signatureAlgorithm
  certificate.issuer = issuer
  certificate.subject = readName(reader, 'subject')
  certificate.publicKey = readPublicKey(reader)
  // `[1]` and `[2] IMPLICIT` unique identifiers: BIT STRINGs that nobody uses, from version 2 on.
  for (const tag of [0x81, 0x82]) {
    if (nextTag(reader) !== tag) continue
    if (version === 1) throw unexpected(reader, 'version 2 or 3')
    reader.position = enterBitString(reader, tag)
  }
  const { position } = reader
  certificate.extensions = none
  certificate.subjectAlternativeNames = none
  if (position < reader.end) {
    const extensionsEnd = narrow(reader, 0xa3)
    if (version !== 3) throw unexpected(reader, 'version 3', position)
    readExtensions(reader, certificate)
    leave(reader, extensionsEnd)
  }
  leave(reader, outerEnd)
  reader.field = field
  return [Object.freeze(certificate), signatureStart, signatureEnd]
}

/** Whether the octets from `start` to `end` stand once more at `again`. */
const areRepeated = (bytes: Uint8Array, start: number, end: number, again: number): boolean => {
  for (let offset = 0; offset < end - start; offset += 1) {
    if (octetAt(bytes, start + offset) !== octetAt(bytes, again + offset)) return false
  }
  return true
}

/** A Certificate (RFC 5280 section 4.1): the signed part, its signature algorithm once more, and the signature. */
export const readDer = (bytes: Uint8Array, sha256: Sha256): Certificate => {
  const reader = createReader(bytes, 'certificate')
  const end = enter(reader, Tag.sequence)
  if (end < bytes.length) throw malformed(reader, 'nothing behind it', end)
  const [certificate, signatureStart, signatureEnd] = readTbsCertificate(reader, sha256)
  const start = reader.position
  reader.position = enter(reader, Tag.sequence)
  // Both have the same header, and so the same length, or differ in it.
  if (!areRepeated(bytes, signatureStart, signatureEnd, start)) {
    throw unexpected(reader, 'the signature algorithm of the signed part', start)
  }
  reader.position = enterBitString(reader)
  finish(reader)
  return certificate
}
