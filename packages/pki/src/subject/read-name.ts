import { resolveAttributeType } from '@thingplan/core'
import { Asn1Name, AsnConvert } from '../asn1.js'

/** The attributes of a name in the order of its encoding. */
export type NameEntries = readonly (readonly [type: string, value: string])[]

/**
 * Attributes by short name where there is one, else long name, else dotted OID; copied out of the library's own kinds of arrays.
 *
 * @param name DER.
 * @throws whatever the library throws at what is no name.
 */
export const readName = (name: Uint8Array): NameEntries =>
  Object.freeze(
    Array.from(AsnConvert.parse(name, Asn1Name)).flatMap((rdn) =>
      Array.from(rdn, ({ type, value }): readonly [string, string] => {
        const known = resolveAttributeType(type)
        return Object.freeze<[string, string]>([known?.shortName ?? known?.longName ?? type, value.toString()])
      }),
    ),
  )
