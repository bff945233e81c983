import type { Certificate, Sha256 } from './certificate.js'
import { createReader, type DerReader, enter, inside, malformed, nextTag, unexpected } from './der/der-reader.js'
import { readBitString } from './der/read-bit-string.js'
import { readSmallInteger } from './der/read-integer.js'
import * as Tag from './der/tag.js'
import { readExtensions } from './extension/read-extensions.js'
import { readName } from './name/read-name.js'
import { readPublicKey } from './public-key/read-public-key.js'
import { readSerialNumber } from './read-serial-number.js'
import { readSignatureAlgorithm } from './read-signature-algorithm.js'
import { readValidity } from './read-validity.js'
import { textOfOctets } from './text/text-of-octets.js'
import { X509Certificate } from './x509-certificate.js'

const none: readonly never[] = /* @__PURE__ */ Object.freeze([])

/** Reads bits that nobody looks at. */
const nothing = (): void => undefined

/** Version 1 by default; DER does not encode a default (X.690 section 11.5). */
const readEncodedVersion = (reader: DerReader): 2 | 3 => {
  const { position } = reader
  const version = readSmallInteger(reader)
  if (version === 0) throw malformed(reader, 'no version for version 1', position)
  if (version > 2) throw unexpected(reader, 'version 2 or 3', position)
  return version === 1 ? 2 : 3
}

/** The signed part of a certificate, and the octets of its signature algorithm, one character each. */
type TbsCertificate = readonly [Certificate, signature: string]

const readTbsCertificate = (reader: DerReader, sha256: Sha256): TbsCertificate => {
  const { bytes } = reader
  const version = nextTag(reader) === 0xa0 ? inside(reader, 0xa0, readEncodedVersion) : 1
  const serialNumber = readSerialNumber(reader)
  const start = reader.position
  const signatureAlgorithm = readSignatureAlgorithm(reader)
  const signature = textOfOctets(bytes, start, reader.position)
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
    readBitString(reader, nothing, tag)
  }
  const { position } = reader
  certificate.extensions = none
  certificate.subjectAlternativeNames = none
  if (position < reader.end) {
    inside(reader, 0xa3, () => {
      if (version !== 3) throw unexpected(reader, 'version 3', position)
      readExtensions(reader, certificate)
    })
  }
  return [Object.freeze(certificate), signature]
}

/** A Certificate (RFC 5280 section 4.1): the signed part, its signature algorithm once more, and the signature. */
export const readDer = (bytes: Uint8Array, sha256: Sha256): Certificate => {
  const reader = createReader(bytes, 'certificate')
  return inside(reader, Tag.sequence, () => {
    const { end } = reader
    if (end < bytes.length) throw malformed(reader, 'nothing behind it', end)
    const [certificate, signature] = inside(
      reader,
      Tag.sequence,
      () => readTbsCertificate(reader, sha256),
      'tbsCertificate',
    )
    const start = reader.position
    reader.position = enter(reader, Tag.sequence)
    if (textOfOctets(bytes, start, reader.position) !== signature) {
      throw unexpected(reader, 'the signature algorithm of the signed part', start)
    }
    readBitString(reader, nothing)
    return certificate
  })
}
