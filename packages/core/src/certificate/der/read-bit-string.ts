import type { DerElement, DerReader } from './der-reader.js'
import { octetAt } from './octet-at.js'
import { Tag } from './tag.js'

/** A BIT STRING: the number of unused bits, then the bits, the unused ones zero (X.690 sections 8.6.2 and 11.2.1). */
export const readBitString = (reader: DerReader, tag: number = Tag.bitString): DerElement => {
  const element = reader.readTagged(tag)
  const { content, end } = element
  const unused = octetAt(reader.bytes, content)
  if (end === content || unused > 7 || (unused > 0 && end - content === 1)) {
    throw reader.malformed('has a bit string with an impossible number of unused bits', content)
  }
  if (unused > 0 && (octetAt(reader.bytes, end - 1) & ((1 << unused) - 1)) !== 0) {
    throw reader.malformed('has a bit string with unused bits that are not zero', end - 1)
  }
  return element
}

/** The offset of the first octet of a BIT STRING of whole octets, as keys are. */
export const readOctetsOfBitString = (reader: DerReader): DerElement => {
  const { tag, start, content, end } = readBitString(reader)
  if (octetAt(reader.bytes, content) !== 0) throw reader.refuse('has a bit string that is not whole octets', content)
  return { tag, start, content: content + 1, end }
}
