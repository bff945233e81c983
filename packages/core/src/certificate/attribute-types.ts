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
  readonly descriptor: string | undefined
}

interface KnownAttributeType extends NamedAttributeType {
  readonly resolved: ResolvedAttributeType
}

interface TableRow extends ResolvedAttributeType {
  readonly longName: string
  readonly aliases?: readonly string[]
  readonly descriptor?: string
}

const knownType = ({ oid, shortName, longName, descriptor }: TableRow, isRegistered: boolean): KnownAttributeType => {
  const name = shortName ?? longName
  const resolved = Object.freeze(shortName === undefined ? { oid, longName } : { oid, shortName, longName })
  return { oid, name, descriptor: isRegistered ? (descriptor ?? name) : undefined, resolved }
}

interface AttributeTypeIndex {
  readonly bySpelling: ReadonlyMap<string, KnownAttributeType>
  /** The types of X.520 by the arc behind 2.5.4. */
  readonly directory: readonly KnownAttributeType[]
}

const directoryPrefix = '2.5.4.'

const index: AttributeTypeIndex = /* @__PURE__ */ (() => {
  const bySpelling = new Map<string, KnownAttributeType>()
  const directory: KnownAttributeType[] = []
  const enter = (row: TableRow, isRegistered: boolean): void => {
    const type = knownType(row, isRegistered)
    for (const spelling of [row.oid, type.name, row.longName, ...(row.aliases ?? [])]) bySpelling.set(spelling, type)
    if (row.oid.startsWith(directoryPrefix)) directory[Number(row.oid.slice(directoryPrefix.length))] = type
  }
  for (const row of registeredTypes) enter(row, true)
  for (const row of unregisteredTypes) enter(row, false)
  return { bySpelling, directory }
})()

/** Every spelling of every known type, dotted OIDs included. */
export const attributeTypeSpellings = (): Iterable<string> => index.bySpelling.keys()

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
  index.bySpelling.get(spelling)?.resolved ??
  (isObjectIdentifier(spelling) ? Object.freeze({ oid: spelling }) : undefined)

/** How a type is shown and printed. */
export const namedAttributeType = (oid: string): NamedAttributeType =>
  index.bySpelling.get(oid) ?? { oid, name: oid, descriptor: undefined }

/** The type of X.520 with this arc behind 2.5.4. */
export const directoryAttributeType = (arc: number): NamedAttributeType | undefined => index.directory[arc]
