import { directoryAttributeType, type NamedAttributeType, namedAttributeType } from '../attribute-types.js'
import { checkNested } from '../der/check-nested.js'
import type { DerElement, DerReader } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import { Tag } from '../der/tag.js'
import type { NameAttribute } from '../name.js'
import { decodeText } from '../text/decode-text.js'
import { hexOf } from '../text/hex.js'
import { escapeAttributeValue } from './escape-attribute-value.js'

/** An attribute over the bytes of its certificate, which printing needs once more. */
class EncodedAttribute implements NameAttribute {
  readonly oid: string
  readonly type: string
  readonly value: string
  readonly #descriptor: string | undefined
  readonly #isText: boolean
  readonly #bytes: Uint8Array
  readonly #encoding: DerElement

  constructor(type: NamedAttributeType, text: string | undefined, bytes: Uint8Array, encoding: DerElement) {
    this.#descriptor = type.descriptor
    this.#isText = text !== undefined
    this.#bytes = bytes
    this.#encoding = encoding
    this.oid = type.oid
    this.type = type.name
    this.value = text ?? this.#hex()
    Object.freeze(this)
  }

  /** RFC 4514 sections 2.3 and 2.4: without a descriptor or without text, the hex of the encoding is the value. */
  toString(): string {
    const isPlain = this.#descriptor !== undefined && this.#isText
    return `${this.#descriptor ?? this.oid}=${isPlain ? escapeAttributeValue(this.value) : this.#hex()}`
  }

  #hex(): string {
    return `#${hexOf(this.#bytes, this.#encoding.start, this.#encoding.end)}`
  }
}

/** The arc behind 2.5.4 where the next element is `06 03 55 04 xx`, otherwise -1. */
const nextDirectoryArc = ({ bytes, position, end }: DerReader): number => {
  const isDirectoryType =
    position + 5 <= end &&
    octetAt(bytes, position) === Tag.objectIdentifier &&
    octetAt(bytes, position + 1) === 3 &&
    octetAt(bytes, position + 2) === 0x55 &&
    octetAt(bytes, position + 3) === 0x04
  return isDirectoryType ? octetAt(bytes, position + 4) : -1
}

/** The types of X.520, which are nearly all there are, are found by their arc: no text is made of their OIDs. */
const readType = (reader: DerReader): NamedAttributeType => {
  const known = directoryAttributeType(nextDirectoryArc(reader))
  if (known === undefined) return namedAttributeType(readObjectIdentifier(reader))
  reader.read()
  return known
}

/** An AttributeTypeAndValue (RFC 5280 section 4.1.2.4). */
export const readAttribute = (set: DerReader): NameAttribute => {
  const reader = set.enter(Tag.sequence)
  const type = readType(reader)
  const value = reader.read()
  reader.finish()
  const text = decodeText(reader, value)
  if (text === undefined) checkNested(reader, value)
  return new EncodedAttribute(type, text, reader.bytes, value)
}
