import { type DerReader, enter, malformed, unexpected } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'

/** Steps into an INTEGER in the fewest octets, to its two's complement, and returns where it ends. */
export const enterInteger = (reader: DerReader, tag: number = Tag.integer): number => {
  const end = enter(reader, tag)
  const { bytes, position } = reader
  // X.690 section 8.3.2: the first nine bits are neither all zero nor all one.
  const nineBits = (octetAt(bytes, position) << 1) | (octetAt(bytes, position + 1) >> 7)
  if (end === position || (end - position > 1 && (nineBits === 0 || nineBits === 0x1ff))) {
    throw malformed(reader, 'an integer in its shortest form')
  }
  return end
}

/** An INTEGER from 0 to 2^31 - 1, as versions and path lengths are. */
export const readSmallInteger = (reader: DerReader): number => {
  const end = enterInteger(reader)
  const { bytes, position: start } = reader
  let value = 0
  for (let position = start; position < end; position += 1) value = value * 256 + octetAt(bytes, position)
  if (octetAt(bytes, start) > 0x7f || value > 0x7fffffff) throw unexpected(reader, 'a small integer')
  reader.position = end
  return value
}
