import { attributeTypeDescriptor, attributeTypeName } from '../attribute-types.js'
import { checkNested } from '../der/check-nested.js'
import type { DerElement, DerReader } from '../der/der-reader.js'
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
  readonly #bytes: Uint8Array
  readonly #encoding: DerElement
  readonly #isText: boolean

  constructor(oid: string, text: string | undefined, bytes: Uint8Array, encoding: DerElement) {
    this.#bytes = bytes
    this.#encoding = encoding
    this.#isText = text !== undefined
    this.oid = oid
    this.type = attributeTypeName(oid)
    this.value = text ?? this.#hex()
    Object.freeze(this)
  }

  /** RFC 4514 sections 2.3 and 2.4: without a descriptor or without text, the hex of the encoding is the value. */
  toString(): string {
    const descriptor = attributeTypeDescriptor(this.oid)
    const isPlain = descriptor !== undefined && this.#isText
    return `${descriptor ?? this.oid}=${isPlain ? escapeAttributeValue(this.value) : this.#hex()}`
  }

  #hex(): string {
    return `#${hexOf(this.#bytes, this.#encoding.start, this.#encoding.end)}`
  }
}

/** An AttributeTypeAndValue (RFC 5280 section 4.1.2.4). */
export const readAttribute = (set: DerReader): NameAttribute => {
  const reader = set.enter(Tag.sequence)
  const oid = readObjectIdentifier(reader)
  const value = reader.read()
  reader.finish()
  const text = decodeText(reader, value)
  if (text === undefined) checkNested(reader, value)
  return new EncodedAttribute(oid, text, reader.bytes, value)
}
