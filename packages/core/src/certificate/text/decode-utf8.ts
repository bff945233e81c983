import type { DerElement, DerReader } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import { isSurrogate, largestCodePoint, pushCodePoint } from './code-point.js'
import { isAscii } from './is-ascii.js'
import { textOfCodeUnits } from './text-of-code-units.js'
import { textOfOctets } from './text-of-octets.js'

/** Number of continuation octets behind a leading octet above 7F; -1 for one that cannot lead. */
const continuations = (octet: number): number => {
  if (octet < 0xc2 || octet > 0xf4) return -1
  if (octet < 0xe0) return 1
  return octet < 0xf0 ? 2 : 3
}

/** The smallest code point that needs so many continuation octets. */
const smallest = (count: number): number => {
  if (count === 1) return 0x80
  return count === 2 ? 0x800 : 0x10000
}

/** The code point of a sequence of several octets; -1 where they are none. */
const codePointAt = (bytes: Uint8Array, position: number, end: number, count: number): number => {
  if (count < 0 || position + count >= end) return -1
  let codePoint = octetAt(bytes, position) & (0x3f >> count)
  for (let index = 1; index <= count; index += 1) {
    const octet = octetAt(bytes, position + index)
    if ((octet & 0xc0) !== 0x80) return -1
    codePoint = (codePoint << 6) | (octet & 0x3f)
  }
  return codePoint < smallest(count) || codePoint > largestCodePoint || isSurrogate(codePoint) ? -1 : codePoint
}

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off. */
export const decodeUtf8 = (reader: DerReader, { content, end }: DerElement): string => {
  const { bytes } = reader
  if (isAscii(bytes, content, end)) return textOfOctets(bytes, content, end)
  const codeUnits: number[] = []
  let position = content
  while (position < end) {
    const octet = octetAt(bytes, position)
    if (octet < 0x80) {
      codeUnits.push(octet)
      position += 1
      continue
    }
    const count = continuations(octet)
    const codePoint = codePointAt(bytes, position, end, count)
    if (codePoint < 0) throw reader.refuse('has text that is not UTF-8', position)
    pushCodePoint(codeUnits, codePoint)
    position += count + 1
  }
  return textOfCodeUnits(codeUnits)
}
