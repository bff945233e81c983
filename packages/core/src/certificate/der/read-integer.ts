import { type DerReader, malformed, take, unexpected } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'

/** An INTEGER in the fewest octets, of which the two's complement is read. */
export const readInteger = <Value>(
  reader: DerReader,
  read: (bytes: Uint8Array, start: number, end: number) => Value,
  tag: number = Tag.integer,
): Value =>
  take(reader, tag, (bytes, start, end) => {
    // X.690 section 8.3.2: the first nine bits are neither all zero nor all one.
    const nineBits = (octetAt(bytes, start) << 1) | (octetAt(bytes, start + 1) >> 7)
    if (end === start || (end - start > 1 && (nineBits === 0 || nineBits === 0x1ff))) {
      throw malformed(reader, 'an integer in its shortest form')
    }
    return read(bytes, start, end)
  })

/** An INTEGER from 0 to 2^31 - 1, as versions and path lengths are. */
export const readSmallInteger = (reader: DerReader): number =>
  readInteger(reader, (bytes, start, end) => {
    let value = 0
    for (let position = start; position < end; position += 1) value = value * 256 + octetAt(bytes, position)
    if (octetAt(bytes, start) > 0x7f || value > 0x7fffffff) throw unexpected(reader, 'a small integer')
    return value
  })
