import { resolveAttributeType } from '@thingplan/core'
import { type Element, readConstructed } from '../der/read-element.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import * as Tag from '../der/tag.js'
import { readText } from './read-text.js'

/** The attributes of a name in the order of its encoding; of values that are no text, the hex of their DER behind `#`. */
export type NameEntries = readonly (readonly [type: string, value: string])[]

type NameEntry = NameEntries[number]

/** RFC 5280 section 4.1.2.4: a type, by short name where there is one, else long name, else dotted OID, and a value. */
const readAttribute = ({ octets }: Element): NameEntry | undefined => {
  const [type, value, more] = readConstructed(octets, Tag.sequence) ?? []
  const oid = type?.tag === Tag.objectIdentifier ? readObjectIdentifier(type.content) : undefined
  const text = value && readText(value)
  if (oid === undefined || text === undefined || more !== undefined) return undefined
  const known = resolveAttributeType(oid)
  return Object.freeze<[string, string]>([known?.shortName ?? known?.longName ?? oid, text])
}

/** The attributes of an RDN, which has one at least. */
const readRdn = ({ octets }: Element): readonly (NameEntry | undefined)[] => {
  const attributes = readConstructed(octets, Tag.set) ?? []
  return attributes.length === 0 ? [undefined] : attributes.map(readAttribute)
}

/** Reads a Name in DER as strictly as core reads those of certificates; `undefined` where it is none. */
export const readName = (name: Uint8Array): NameEntries | undefined => {
  const entries = readConstructed(name, Tag.sequence)?.flatMap(readRdn)
  return entries?.every((entry) => entry !== undefined) ? Object.freeze(entries) : undefined
}
