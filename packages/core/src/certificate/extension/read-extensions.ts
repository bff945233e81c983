import type { Extension } from '../certificate.js'
import { type DerReader, enter, finish, inside, nextTag, readList, take, unexpected } from '../der/der-reader.js'
import { readBoolean } from '../der/read-boolean.js'
import { readInteger } from '../der/read-integer.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import * as Tag from '../der/tag.js'
import { hexOf } from '../text/hex.js'
import type { X509Certificate } from '../x509-certificate.js'
import { readBasicConstraints } from './read-basic-constraints.js'
import { readGeneralNames } from './read-general-names.js'
import { readKeyUsage } from './read-key-usage.js'

/** RFC 5280 section 4.2.1.1: the keyIdentifier, where there is one; issuer and serial number are checked. */
const readAuthorityKeyIdentifier = (reader: DerReader): string | undefined => {
  const identifier = nextTag(reader) === 0x80 ? take(reader, 0x80, hexOf) : undefined
  if (nextTag(reader) === 0xa1) readGeneralNames(reader, 0xa1)
  if (nextTag(reader) === 0x82) readInteger(reader, hexOf, 0x82)
  return identifier
}

/** Notes what an extension says if it is understood (RFC 5280 section 4.2.1), so that none of those can hold garbage. */
const readStandardExtension = (reader: DerReader, oid: string, certificate: X509Certificate): void => {
  switch (oid) {
    case '2.5.29.14':
      reader.field = 'subjectKeyIdentifier'
      certificate.subjectKeyIdentifier = take(reader, Tag.octetString, hexOf)
      break
    case '2.5.29.15':
      reader.field = 'keyUsage'
      certificate.keyUsage = readKeyUsage(reader)
      break
    case '2.5.29.17':
      reader.field = 'subjectAltName'
      certificate.subjectAlternativeNames = readGeneralNames(reader)
      break
    case '2.5.29.19':
      reader.field = 'basicConstraints'
      certificate.basicConstraints = readBasicConstraints(reader)
      break
    case '2.5.29.35': {
      reader.field = 'authorityKeyIdentifier'
      const identifier = inside(reader, Tag.sequence, readAuthorityKeyIdentifier)
      if (identifier !== undefined) certificate.authorityKeyIdentifier = identifier
      break
    }
    case '2.5.29.37':
      reader.field = 'extKeyUsage'
      certificate.extendedKeyUsage = readList(reader, Tag.sequence, readObjectIdentifier)
      break
    default:
      reader.position = reader.end
  }
}

/** Bytes are mutable, so each read of them is a copy. */
class EncodedExtension implements Extension {
  readonly oid: string
  readonly critical: boolean
  readonly #value: Uint8Array

  constructor(oid: string, critical: boolean, value: Uint8Array) {
    this.oid = oid
    this.critical = critical
    this.#value = value
    Object.freeze(this)
  }

  get value(): Uint8Array {
    return this.#value.slice()
  }
}

/**
 * Extensions (RFC 5280 sections 4.1.2.9 and 4.2), each OID once.
 *
 * An empty list and an encoded `critical FALSE` are read, because issuers in the field write them.
 */
export const readExtensions = (reader: DerReader, certificate: X509Certificate): void => {
  const seen = new Set<string>()
  const readExtension = (): Extension => {
    const start = reader.position
    const oid = readObjectIdentifier(reader)
    if (seen.has(oid)) throw unexpected(reader, 'each extension once', start)
    seen.add(oid)
    const critical = readBoolean(reader)
    finish(reader, enter(reader, Tag.octetString))
    const value = reader.bytes.subarray(reader.position, reader.end)
    readStandardExtension(reader, oid, certificate)
    return new EncodedExtension(oid, critical, value)
  }
  certificate.extensions = readList(
    reader,
    Tag.sequence,
    () => inside(reader, Tag.sequence, readExtension),
    'extensions',
  )
}
