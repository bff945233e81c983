import { type DerReader, malformed, nextTag, take } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'

/** A BOOLEAN DEFAULT FALSE: nothing, or one octet, 00 or FF (X.690 section 11.1). */
export const readBoolean = (reader: DerReader): boolean =>
  nextTag(reader) === Tag.boolean &&
  take(reader, Tag.boolean, (bytes, start, end) => {
    const octet = octetAt(bytes, start)
    if (end - start !== 1 || (octet !== 0x00 && octet !== 0xff)) throw malformed(reader, '00 or FF')
    return octet === 0xff
  })
