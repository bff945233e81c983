import { type DerReader, malformed, take } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'

/** A BIT STRING (X.690 sections 8.6.2 and 11.2.1), of which the bits are read; the unused ones at its end are zero. */
export const readBitString = <Value>(
  reader: DerReader,
  read: (bytes: Uint8Array, start: number, end: number, unused: number) => Value,
  tag: number = Tag.bitString,
): Value =>
  take(reader, tag, (bytes, start, end) => {
    const unused = octetAt(bytes, start)
    const octets = end - start - 1
    if (octets < 0 || unused > 7 || (unused > 0 && octets === 0)) throw malformed(reader, 'a number of unused bits')
    if ((octetAt(bytes, end - 1) & ((1 << unused) - 1)) !== 0) throw malformed(reader, 'unused bits of zero', end - 1)
    return read(bytes, start + 1, end, unused)
  })
