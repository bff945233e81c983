import type { Certificate } from '../certificate.js'
import { type DerReader, leave, narrow } from '../der/der-reader.js'
import { readBoolean } from '../der/read-boolean.js'
import { readSmallInteger } from '../der/read-integer.js'
import * as Tag from '../der/tag.js'

/** RFC 5280 section 4.2.1.9. `cA FALSE` should not be encoded, but many issuers do, so it is read. */
export const readBasicConstraints = (reader: DerReader): NonNullable<Certificate['basicConstraints']> => {
  const outerEnd = narrow(reader, Tag.sequence)
  const ca = readBoolean(reader)
  const constraints = reader.position < reader.end ? { ca, pathLength: readSmallInteger(reader) } : { ca }
  leave(reader, outerEnd)
  return Object.freeze(constraints)
}
