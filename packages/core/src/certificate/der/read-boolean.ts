import { type DerReader, enter, malformed, nextTag } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'

/** A BOOLEAN DEFAULT FALSE: nothing, or one octet, 00 or FF (X.690 section 11.1). */
export const readBoolean = (reader: DerReader): boolean => {
  if (nextTag(reader) !== Tag.boolean) return false
  const end = enter(reader, Tag.boolean)
  const octet = octetAt(reader.bytes, reader.position)
  if (end - reader.position !== 1 || (octet !== 0x00 && octet !== 0xff)) throw malformed(reader, '00 or FF')
  reader.position = end
  return octet === 0xff
}
