import { toHex } from '../bytes.js'
import { readConstructed } from '../der/read-element.js'
import * as Tag from '../der/tag.js'

/** An extension of a CRL or of one of its entries. */
export interface CrlExtension {
  /** Hex of the content of the OBJECT IDENTIFIER. */
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

const readExtension = (octets: Uint8Array): CrlExtension | undefined => {
  const [type, ...rest] = readConstructed(octets, Tag.sequence) ?? []
  const critical = rest.length === 2 ? rest[0] : undefined
  const value = rest.at(-1)
  if (type?.tag !== Tag.objectIdentifier || value?.tag !== Tag.octetString || rest.length > 2) return undefined
  // DER leaves out the default, so what is there says TRUE (X.690 section 11.5).
  if (rest.length === 2 && (critical?.tag !== Tag.boolean || toHex(critical.content) !== 'ff')) return undefined
  return { oid: toHex(type.content), critical: rest.length === 2, value: value.content }
}

/** The extensions of a SEQUENCE of them; `undefined` where one is malformed or there twice (RFC 5280 section 4.2). */
export const readExtensions = (octets: Uint8Array): readonly CrlExtension[] | undefined => {
  const extensions = readConstructed(octets, Tag.sequence)?.map((element) => readExtension(element.octets))
  if (extensions === undefined || !extensions.every((extension) => extension !== undefined)) return undefined
  return new Set(extensions.map(({ oid }) => oid)).size === extensions.length ? extensions : undefined
}
