import type { Certificate } from '../certificate.js'
import type { DerReader } from '../der/der-reader.js'
import { readBoolean } from '../der/read-boolean.js'
import { readSmallInteger } from '../der/read-integer.js'
import { Tag } from '../der/tag.js'

/** RFC 5280 section 4.2.1.9. `cA FALSE` should not be encoded, but many issuers do, so it is read. */
export const readBasicConstraints = (value: DerReader): NonNullable<Certificate['basicConstraints']> => {
  const reader = value.enter(Tag.sequence)
  const ca = reader.nextTag() === Tag.boolean && readBoolean(reader)
  if (reader.isAtEnd()) return Object.freeze({ ca })
  const pathLength = readSmallInteger(reader)
  reader.finish()
  return Object.freeze({ ca, pathLength })
}
