import { type ArcTable, rowsOf } from './arc-table.js'
import { type AttributeType, registeredTypes, unregisteredTypes } from './attribute-type-table.js'
import { isObjectIdentifier } from './object-identifier.js'

export type { AttributeType }

/** An attribute type of distinguished names: its OID, and its names where they are known. */
export interface ResolvedAttributeType {
  readonly oid: string
  readonly shortName?: string
  readonly longName?: string
}

type AttributeTypes = ReadonlyMap<string, ResolvedAttributeType>

const bySpelling = (table: ArcTable): AttributeTypes => {
  const types = new Map<string, ResolvedAttributeType>()
  for (const [oid = '', names = '', ...aliases] of rowsOf(table)) {
    const [name = '', longName = name] = names.split('=')
    const type = Object.freeze(name === longName ? { oid, longName } : { oid, shortName: name, longName })
    for (const spelling of [oid, name, longName, ...aliases]) types.set(spelling, type)
  }
  return types
}

const registered: AttributeTypes = /* @__PURE__ */ bySpelling(registeredTypes)
const all: AttributeTypes = /* @__PURE__ */ (() => new Map([...registered, ...bySpelling(unregisteredTypes)]))()

/** The types of X.520 by the arc behind 2.5.4. */
const directoryTypes: readonly (ResolvedAttributeType | undefined)[] = /* @__PURE__ */ Array.from(
  { length: 128 },
  (_, arc) => all.get(`2.5.4.${arc}`),
)

/** Every spelling of every known type, dotted OIDs included. */
export const attributeTypeSpellings = (): Iterable<string> => all.keys()

/**
 * The attribute type that a spelling means.
 *
 * @param spelling Short name (`CN`), long name (`commonName`), a spelling of jsrsasign (`T`, `E`) or any dotted OID;
 *   names are exact, upper and lower case included.
 * @returns OID and names; for an OID that is not in the table only the OID; `undefined` for anything else.
 * @see X.520, RFC 4519, RFC 4524, RFC 2985, CA/Browser Forum EV guidelines section 9.2
 *
 * @example
 * ```ts
 * import { resolveAttributeType } from '@thingplan/core'
 *
 * resolveAttributeType('T') // => { oid: '2.5.4.12', longName: 'title' }
 * resolveAttributeType('CN')?.longName // => 'commonName'
 * resolveAttributeType('1.2.3') // => { oid: '1.2.3' }
 * resolveAttributeType('cn') // => undefined
 * ```
 */
export const resolveAttributeType = (spelling: string): ResolvedAttributeType | undefined =>
  all.get(spelling) ?? (isObjectIdentifier(spelling) ? Object.freeze({ oid: spelling }) : undefined)

/** The type of X.520 with this arc behind 2.5.4. */
export const directoryAttributeType = (arc: number): ResolvedAttributeType | undefined => directoryTypes[arc]

/** How a type is shown: by its short name, else its long name, else its OID. */
export const attributeTypeName = ({ oid, shortName, longName }: ResolvedAttributeType): string =>
  shortName ?? longName ?? oid

/** The name under which RFC 4514 section 2.3 prints a type; without one, its OID is printed. */
export const attributeTypeDescriptor = (type: ResolvedAttributeType): string | undefined => {
  if (!registered.has(type.oid)) return undefined
  // The registry keeps `GN` reserved.
  return type.shortName === 'GN' ? type.longName : attributeTypeName(type)
}
