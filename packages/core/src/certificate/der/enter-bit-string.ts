import { type DerReader, enter, malformed } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'

/**
 * Steps into a BIT STRING (X.690 sections 8.6.2 and 11.2.1), to the first octet of its bits, and returns where they end. The
 * unused bits at the end, whose number stands in the octet before, are zero.
 */
export const enterBitString = (reader: DerReader, tag: number = Tag.bitString): number => {
  const end = enter(reader, tag)
  const { bytes, position } = reader
  const unused = octetAt(bytes, position)
  const octets = end - position - 1
  if (octets < 0 || unused > 7 || (unused > 0 && octets === 0)) throw malformed(reader, 'a number of unused bits')
  if ((octetAt(bytes, end - 1) & ((1 << unused) - 1)) !== 0) throw malformed(reader, 'unused bits of zero', end - 1)
  reader.position = position + 1
  return end
}
