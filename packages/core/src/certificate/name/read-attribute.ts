import {
  attributeTypeDescriptor,
  attributeTypeName,
  directoryAttributeType,
  type ResolvedAttributeType,
  resolveAttributeType,
} from '../attribute-types.js'
import { type DerReader, enter } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import { takeArcs } from '../der/read-object-identifier.js'
import * as Tag from '../der/tag.js'
import type { NameAttribute } from '../name.js'
import { hexOf } from '../text/hex.js'
import { readText } from '../text/read-text.js'
import { escapeAttributeValue } from './escape-attribute-value.js'

/** The types of X.520, which are nearly all there are, are found by their arc: no text is made of their OIDs. */
export const readType = (reader: DerReader): ResolvedAttributeType => {
  const end = enter(reader, Tag.objectIdentifier)
  const { bytes, position } = reader
  if (end - position === 3 && octetAt(bytes, position) === 0x55 && octetAt(bytes, position + 1) === 0x04) {
    const known = directoryAttributeType(octetAt(bytes, position + 2))
    if (known !== undefined) {
      reader.position = end
      return known
    }
  }
  const oid = takeArcs(reader, end)
  return resolveAttributeType(oid) ?? { oid }
}

/** RFC 4514 section 2.4: the encoding as hex. */
const hexSince = (reader: DerReader, start: number): string => `#${hexOf(reader.bytes, start, reader.position)}`

/** The value as text, where it is text. */
export const readValue = (reader: DerReader): string => {
  const start = reader.position
  return readText(reader) ?? hexSince(reader, start)
}

export const readTypeAndValue = (reader: DerReader): NameAttribute => {
  const type = readType(reader)
  return Object.freeze({ oid: type.oid, type: attributeTypeName(type), value: readValue(reader) })
}

/** RFC 4514 sections 2.3 and 2.4: without a descriptor or without text, the hex of the encoding is the value. */
export const printTypeAndValue = (reader: DerReader): string => {
  const type = readType(reader)
  const descriptor = attributeTypeDescriptor(type)
  const start = reader.position
  const text = readText(reader)
  const isPlain = descriptor !== undefined && text !== undefined
  return `${descriptor ?? type.oid}=${isPlain ? escapeAttributeValue(text) : hexSince(reader, start)}`
}
