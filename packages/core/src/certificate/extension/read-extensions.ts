import type { Extension } from '../certificate.js'
import { type DerReader, enter, finish, leave, narrow, nextTag, readList, unexpected } from '../der/der-reader.js'
import { readBoolean } from '../der/read-boolean.js'
import { enterInteger } from '../der/read-integer.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import { readOctets } from '../der/read-octets.js'
import * as Tag from '../der/tag.js'
import type { X509Certificate } from '../x509-certificate.js'
import { readBasicConstraints } from './read-basic-constraints.js'
import { readGeneralNames } from './read-general-names.js'
import { readKeyUsage } from './read-key-usage.js'

/** RFC 5280 section 4.2.1.1: the keyIdentifier, where there is one; issuer and serial number are checked. */
const readAuthorityKeyIdentifier = (reader: DerReader): string | undefined => {
  const outerEnd = narrow(reader, Tag.sequence)
  const identifier = nextTag(reader) === 0x80 ? readOctets(reader, 0x80) : undefined
  if (nextTag(reader) === 0xa1) readGeneralNames(reader, 0xa1)
  if (nextTag(reader) === 0x82) reader.position = enterInteger(reader, 0x82)
  leave(reader, outerEnd)
  return identifier
}

/** Notes what an extension says if it is understood (RFC 5280 section 4.2.1), so that none of those can hold garbage. */
const readStandardExtension = (reader: DerReader, oid: string, certificate: X509Certificate): void => {
  switch (oid) {
    case '2.5.29.14':
      reader.field = 'subjectKeyIdentifier'
      certificate.subjectKeyIdentifier = readOctets(reader, Tag.octetString)
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
      const identifier = readAuthorityKeyIdentifier(reader)
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
  readonly #der: Uint8Array
  readonly #start: number
  readonly #end: number

  constructor(oid: string, critical: boolean, der: Uint8Array, start: number, end: number) {
    this.oid = oid
    this.critical = critical
    this.#der = der
    this.#start = start
    this.#end = end
    Object.freeze(this)
  }

  get value(): Uint8Array {
    return this.#der.slice(this.#start, this.#end)
  }
}

const readExtension = (reader: DerReader, seen: Set<string>, certificate: X509Certificate): Extension => {
  const { field } = reader
  const outerEnd = narrow(reader, Tag.sequence)
  const start = reader.position
  const oid = readObjectIdentifier(reader)
  if (seen.has(oid)) throw unexpected(reader, 'each extension once', start)
  seen.add(oid)
  const critical = readBoolean(reader)
  finish(reader, enter(reader, Tag.octetString))
  const { bytes, position, end } = reader
  readStandardExtension(reader, oid, certificate)
  leave(reader, outerEnd)
  reader.field = field
  return new EncodedExtension(oid, critical, bytes, position, end)
}

/**
 * Extensions (RFC 5280 sections 4.1.2.9 and 4.2), each OID once.
 *
 * An empty list and an encoded `critical FALSE` are read, because issuers in the field write them.
 */
export const readExtensions = (reader: DerReader, certificate: X509Certificate): void => {
  const { field } = reader
  reader.field = 'extensions'
  const seen = new Set<string>()
  certificate.extensions = readList(reader, Tag.sequence, () => readExtension(reader, seen, certificate))
  reader.field = field
}
