import type { DerReader } from './der-reader.js'
import { octetAt } from './octet-at.js'
import { Tag } from './tag.js'

/** A BOOLEAN: one octet, 00 or FF (X.690 section 11.1). */
export const readBoolean = (reader: DerReader): boolean => {
  const { content, end } = reader.readTagged(Tag.boolean)
  const octet = octetAt(reader.bytes, content)
  if (end - content !== 1 || (octet !== 0x00 && octet !== 0xff)) {
    throw reader.malformed('has a boolean that is neither 00 nor FF', content)
  }
  return octet === 0xff
}
