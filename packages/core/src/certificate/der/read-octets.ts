import { hexOf } from '../text/hex.js'
import { type DerReader, enter } from './der-reader.js'

/** The octets of the next element, which must have this tag, as hex. */
export const readOctets = (reader: DerReader, tag: number): string => {
  const end = enter(reader, tag)
  const octets = hexOf(reader.bytes, reader.position, end)
  reader.position = end
  return octets
}
