import { attributeTypeName } from '../attribute-types.js'
import type { DerReader } from '../der/der-reader.js'
import type { Name } from '../name.js'
import { DistinguishedName } from './distinguished-name.js'
import { readType, readValue } from './read-attribute.js'
import { readRdns } from './read-rdns.js'

/** A distinguished name (RFC 5280 section 4.1.2.4). */
export const readName = (reader: DerReader, field: string = reader.field): Name => {
  const { bytes, position } = reader
  const types: string[] = []
  const values: string[] = []
  readRdns(reader, field, () => {
    types.push(attributeTypeName(readType(reader)))
    values.push(readValue(reader))
  })
  return new DistinguishedName(types, values, (readAttribute) => {
    const rdns: ReturnType<typeof readAttribute>[][] = []
    readRdns({ bytes, position, end: bytes.length, field }, field, (again, rdn) => {
      rdns[rdn] ??= []
      rdns[rdn].push(readAttribute(again))
    })
    return rdns
  })
}
