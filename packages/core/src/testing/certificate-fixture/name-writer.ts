import type { AttributeType } from '../../certificate/attribute-types.js'
import * as Tag from '../../certificate/der/tag.js'
import { requireAttributeType } from '../../certificate/require-attribute-type.js'
import { bytesOfHex, objectIdentifierContent, writeElement } from './der-writer.js'
import { type TextEncoding, writeText } from './text-encoding.js'

/** A value: text as a UTF8String, text in another string type, or the hex of any DER element. */
export type FixtureValue =
  | string
  | { readonly value: string; readonly encoding: TextEncoding }
  | { readonly der: string }

/** A spelling of a known attribute type, or any dotted OID. */
export type FixtureAttributeType = AttributeType | `${number}.${string}`

export type FixtureAttribute = readonly [type: FixtureAttributeType, value: FixtureValue]

/**
 * A name: a record of types and values (several values make several RDNs), or a list of RDNs in order, each one attribute
 * or a list of attributes.
 */
export type FixtureName =
  | { readonly [Type in FixtureAttributeType]?: FixtureValue | readonly FixtureValue[] }
  | readonly (FixtureAttribute | readonly FixtureAttribute[])[]

type TypedValue = readonly [type: string, value: FixtureValue]

const writeValue = (value: FixtureValue): Uint8Array => {
  if (typeof value === 'string') return writeText(value, 'utf8')
  return 'der' in value ? bytesOfHex(value.der) : writeText(value.value, value.encoding)
}

const writeAttribute = ([type, value]: TypedValue): Uint8Array => {
  const oid = objectIdentifierContent(requireAttributeType(type).oid)
  return writeElement(Tag.sequence, writeElement(Tag.objectIdentifier, oid), writeValue(value))
}

const isValueList = (values: FixtureValue | readonly FixtureValue[]): values is readonly FixtureValue[] =>
  Array.isArray(values)

const isRdnList = (name: FixtureName): name is readonly (FixtureAttribute | readonly FixtureAttribute[])[] =>
  Array.isArray(name)

const isAttribute = (rdn: FixtureAttribute | readonly FixtureAttribute[]): rdn is FixtureAttribute =>
  typeof rdn[0] === 'string'

const rdnsOf = (name: FixtureName): readonly (readonly TypedValue[])[] => {
  if (isRdnList(name)) return name.map((rdn) => (isAttribute(rdn) ? [rdn] : rdn))
  const entries = Object.entries<FixtureValue | readonly FixtureValue[] | undefined>(name)
  return entries.flatMap(([type, values = []]) =>
    (isValueList(values) ? values : [values]).map((value): TypedValue[] => [[type, value]]),
  )
}

/** X.690 section 11.6: the encodings of a SET OF in ascending order. */
const compareOctets = (one: Uint8Array, other: Uint8Array): number => {
  const position = one.findIndex((octet, index) => octet !== other[index])
  return position < 0 ? one.length - other.length : (one[position] ?? 0) - (other[position] ?? -1)
}

/** A Name (RFC 5280 section 4.1.2.4). */
export const writeName = (name: FixtureName): Uint8Array =>
  writeElement(
    Tag.sequence,
    ...rdnsOf(name).map((rdn) => writeElement(Tag.set, ...rdn.map(writeAttribute).sort(compareOctets))),
  )
