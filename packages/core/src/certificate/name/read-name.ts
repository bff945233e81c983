import {
  attributeTypeDescriptor,
  attributeTypeName,
  directoryAttributeType,
  type ResolvedAttributeType,
  resolveAttributeType,
} from '../attribute-types.js'
import { type DerReader, inside, readList, take, unexpected } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import { dottedArcs } from '../der/read-object-identifier.js'
import * as Tag from '../der/tag.js'
import type { Name, NameAttribute } from '../name.js'
import { hexOf } from '../text/hex.js'
import { readText } from '../text/read-text.js'
import { DistinguishedName } from './distinguished-name.js'
import { escapeAttributeValue } from './escape-attribute-value.js'

/** The types of X.520, which are nearly all there are, are found by their arc: no text is made of their OIDs. */
const readType = (reader: DerReader): ResolvedAttributeType =>
  take(reader, Tag.objectIdentifier, (bytes, start, end) => {
    const isDirectoryType = end - start === 3 && octetAt(bytes, start) === 0x55 && octetAt(bytes, start + 1) === 0x04
    const known = isDirectoryType ? directoryAttributeType(octetAt(bytes, start + 2)) : undefined
    if (known !== undefined) return known
    const oid = dottedArcs(reader, bytes, start, end)
    return resolveAttributeType(oid) ?? { oid }
  })

/** RFC 4514 section 2.4: the encoding as hex. */
const hexSince = (reader: DerReader, start: number): string => `#${hexOf(reader.bytes, start, reader.position)}`

const readTypeAndValue = (reader: DerReader): NameAttribute => {
  const type = readType(reader)
  const start = reader.position
  const text = readText(reader)
  return Object.freeze({ oid: type.oid, type: attributeTypeName(type), value: text ?? hexSince(reader, start) })
}

/** RFC 4514 sections 2.3 and 2.4: without a descriptor or without text, the hex of the encoding is the value. */
const printTypeAndValue = (reader: DerReader): string => {
  const type = readType(reader)
  const descriptor = attributeTypeDescriptor(type)
  const start = reader.position
  const text = readText(reader)
  const isPlain = descriptor !== undefined && text !== undefined
  return `${descriptor ?? type.oid}=${isPlain ? escapeAttributeValue(text) : hexSince(reader, start)}`
}

/**
 * The attributes of a name by RDN.
 *
 * Those of a multi-valued RDN keep the order of the encoding, which X.690 section 11.6 wants sorted and issuers in the
 * field do not always sort.
 */
const readRdns = <Attribute>(
  reader: DerReader,
  field: string,
  readAttribute: (reader: DerReader) => Attribute,
): readonly (readonly Attribute[])[] => {
  const readSequence = (): Attribute => inside(reader, Tag.sequence, readAttribute)
  const readRdn = (): readonly Attribute[] => {
    const rdn = readList(reader, Tag.set, readSequence)
    if (rdn.length === 0) throw unexpected(reader, 'an attribute')
    return rdn
  }
  return readList(reader, Tag.sequence, readRdn, field)
}

/** A distinguished name (RFC 5280 section 4.1.2.4). */
export const readName = (reader: DerReader, field: string = reader.field): Name => {
  const { bytes, position } = reader
  const rdns = readRdns(reader, field, readTypeAndValue)
  return new DistinguishedName(rdns, () =>
    readRdns({ bytes, position, end: bytes.length, field }, field, printTypeAndValue),
  )
}
