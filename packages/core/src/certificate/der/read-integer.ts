import type { DerElement, DerReader } from './der-reader.js'
import { octetAt } from './octet-at.js'
import { Tag } from './tag.js'

/** An INTEGER in the fewest octets (X.690 section 8.3.2); its two's complement is the element's content. */
export const readInteger = (reader: DerReader, tag: number = Tag.integer): DerElement => {
  const element = reader.readTagged(tag)
  const { content, end } = element
  if (end === content) throw reader.malformed('has an integer without octets', content)
  if (end - content > 1) {
    const first = octetAt(reader.bytes, content)
    const sign = octetAt(reader.bytes, content + 1) & 0x80
    if ((first === 0x00 && sign === 0) || (first === 0xff && sign !== 0)) {
      throw reader.malformed('has an integer that is not in its shortest form', content)
    }
  }
  return element
}

/** An INTEGER from 0 to 2^31 - 1, as versions and path lengths are. */
export const readSmallInteger = (reader: DerReader): number => {
  const { content, end } = readInteger(reader)
  let value = 0
  for (let position = content; position < end; position += 1) value = value * 256 + octetAt(reader.bytes, position)
  if (end - content > 4 || octetAt(reader.bytes, content) >= 0x80) {
    throw reader.refuse('has an integer outside 0 to 2147483647', content)
  }
  return value
}
