import type { DerElement, DerReader } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import { Tag } from '../der/tag.js'
import { isSurrogate, largestCodePoint, pushCodePoint } from './code-point.js'
import { decodeUtf8 } from './decode-utf8.js'
import { isAscii } from './is-ascii.js'
import { textOfCodeUnits } from './text-of-code-units.js'
import { textOfOctets } from './text-of-octets.js'

/** Big-endian ISO 10646, two or four octets a character. */
const decodeWide = (reader: DerReader, { content, end }: DerElement, width: 2 | 4): string => {
  const { bytes } = reader
  if ((end - content) % width !== 0) throw reader.refuse('has text that ends inside a character', content)
  const codeUnits: number[] = []
  for (let position = content; position < end; position += width) {
    let codePoint = 0
    for (let index = 0; index < width; index += 1) codePoint = codePoint * 256 + octetAt(bytes, position + index)
    if (codePoint > largestCodePoint || isSurrogate(codePoint)) {
      throw reader.refuse('has text with a character that does not exist', position)
    }
    pushCodePoint(codeUnits, codePoint)
  }
  return textOfCodeUnits(codeUnits)
}

/** The characters of an ASCII string, for example the IA5String of a DNS name. */
export const decodeAscii = (reader: DerReader, { content, end }: DerElement): string => {
  if (isAscii(reader.bytes, content, end)) return textOfOctets(reader.bytes, content, end)
  throw reader.refuse('has an octet above 7F in a string of ASCII characters', content)
}

/**
 * The text of a string element (X.680 section 41); `undefined` for an element that is not text.
 *
 * As devices in the field need it, the ASCII types accept every ASCII character: a PrintableString with `@`, `_` or `*`
 * is read as OpenSSL reads it. Octets above 7F there are refused, because readers disagree on which character they are.
 * TeletexString is taken for ISO 8859-1, which is what issuers put there.
 */
export const decodeText = (reader: DerReader, element: DerElement): string | undefined => {
  switch (element.tag) {
    case Tag.utf8String:
      return decodeUtf8(reader, element)
    case Tag.printableString:
    case Tag.ia5String:
    case Tag.numericString:
    case Tag.visibleString:
      return decodeAscii(reader, element)
    case Tag.teletexString:
      return textOfOctets(reader.bytes, element.content, element.end)
    case Tag.bmpString:
      return decodeWide(reader, element, 2)
    case Tag.universalString:
      return decodeWide(reader, element, 4)
    default:
      return undefined
  }
}
