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

/** An attribute type as names show and print it. */
export interface NamedAttributeType {
  readonly oid: string
  /** Short name, else long name, else the dotted OID itself. */
  readonly name: string
  /** The name under which RFC 4514 section 2.3 prints it; without one, its OID is printed. */
  readonly descriptor?: string | undefined
}

interface KnownAttributeType extends NamedAttributeType {
  readonly resolved: ResolvedAttributeType
}

const bySpelling: ReadonlyMap<string, KnownAttributeType> = /* @__PURE__ */ (() => {
  const types = new Map<string, KnownAttributeType>()
  const enter = (table: ArcTable, isRegistered: boolean): void => {
    for (const [oid = '', names = '', ...aliases] of rowsOf(table)) {
      const [name = '', longName = name] = names.split('=')
      const resolved = Object.freeze(name === longName ? { oid, longName } : { oid, shortName: name, longName })
      // The registry keeps `GN` reserved.
      const descriptor = isRegistered ? (name === 'GN' ? longName : name) : undefined
      for (const spelling of [oid, name, longName, ...aliases]) types.set(spelling, { oid, name, descriptor, resolved })
    }
  }
  enter(registeredTypes, true)
  enter(unregisteredTypes, false)
  return types
})()

/** The types of X.520 by the arc behind 2.5.4. */
const directoryTypes: readonly (NamedAttributeType | undefined)[] = /* @__PURE__ */ Array.from(
  { length: 128 },
  (_, arc) => bySpelling.get(`2.5.4.${arc}`),
)

/** Every spelling of every known type, dotted OIDs included. */
export const attributeTypeSpellings = (): Iterable<string> => bySpelling.keys()

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
  bySpelling.get(spelling)?.resolved ?? (isObjectIdentifier(spelling) ? Object.freeze({ oid: spelling }) : undefined)

/** How a type is shown and printed. */
export const namedAttributeType = (oid: string): NamedAttributeType => bySpelling.get(oid) ?? { oid, name: oid }

/** The type of X.520 with this arc behind 2.5.4. */
export const directoryAttributeType = (arc: number): NamedAttributeType | undefined => directoryTypes[arc]
