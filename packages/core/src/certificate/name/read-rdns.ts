import { type DerReader, enter, finish } from '../der/der-reader.js'
import * as Tag from '../der/tag.js'

/**
 * Reads the attributes of a name by RDN, and leaves the reader behind the name.
 *
 * Those of a multi-valued RDN keep the order of the encoding, which X.690 section 11.6 wants sorted and issuers in the
 * field do not always sort.
 */
export const readRdns = <Attribute>(
  reader: DerReader,
  field: string,
  readAttribute: (reader: DerReader) => Attribute,
): Attribute[][] => {
  const { end: outerEnd, field: outerField } = reader
  reader.field = field
  const end = enter(reader, Tag.sequence)
  const rdns: Attribute[][] = []
  while (reader.position < end) {
    reader.end = end
    const rdnEnd = enter(reader, Tag.set)
    const rdn: Attribute[] = []
    do {
      reader.end = rdnEnd
      reader.end = enter(reader, Tag.sequence)
      rdn.push(readAttribute(reader))
      finish(reader)
    } while (reader.position < rdnEnd)
    rdns.push(rdn)
  }
  reader.end = outerEnd
  reader.field = outerField
  return rdns
}
