import { type DerReader, enter, finish } from '../der/der-reader.js'
import * as Tag from '../der/tag.js'

/**
 * Visits the attributes of a name, each with the number of its RDN, and leaves the reader behind the name. A visit reads the
 * attribute's type and value.
 *
 * Those of a multi-valued RDN keep the order of the encoding, which X.690 section 11.6 wants sorted and issuers in the
 * field do not always sort.
 */
export const readRdns = (reader: DerReader, field: string, visit: (reader: DerReader, rdn: number) => void): void => {
  const { end: outerEnd, field: outerField } = reader
  reader.field = field
  const end = enter(reader, Tag.sequence)
  for (let rdn = 0; reader.position < end; rdn += 1) {
    reader.end = end
    const rdnEnd = enter(reader, Tag.set)
    do {
      reader.end = rdnEnd
      reader.end = enter(reader, Tag.sequence)
      visit(reader, rdn)
      finish(reader)
    } while (reader.position < rdnEnd)
  }
  reader.end = outerEnd
  reader.field = outerField
}
