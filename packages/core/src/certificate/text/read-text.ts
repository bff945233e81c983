import { checkNested } from '../der/check-nested.js'
import { type DerReader, enter, nextTag, unexpected } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'
import * as Tag from '../der/tag.js'
import { textOfOctets } from './text-of-octets.js'

const isAscii = (bytes: Uint8Array, start: number, end: number): boolean => {
  let joined = 0
  for (let position = start; position < end; position += 1) joined |= octetAt(bytes, position)
  return joined < 0x80
}

/** A character of Unicode: neither above U+10FFFF nor a surrogate, which UTF-16 keeps for itself. */
const characterOf = (reader: DerReader, codePoint: number, offset: number): string => {
  if (codePoint > 0x10ffff || codePoint >> 11 === 0x1b) throw unexpected(reader, 'a character', offset)
  return String.fromCodePoint(codePoint)
}

/** Big-endian ISO 10646, two or four octets a character. */
const readWide = (reader: DerReader, tag: number, width: 2 | 4): string => {
  const end = enter(reader, tag)
  const { bytes, position: start } = reader
  if ((end - start) % width !== 0) throw unexpected(reader, 'whole characters')
  let text = ''
  for (let position = start; position < end; ) {
    const character = position
    let codePoint = 0
    for (; position < character + width; position += 1) codePoint = codePoint * 256 + octetAt(bytes, position)
    text += characterOf(reader, codePoint, character)
  }
  reader.position = end
  return text
}

const noCharacter = 0x110000

/** The smallest code point by the number of ones that the leading octet begins with; one of them is a continuation. */
const smallest: readonly number[] = [0, noCharacter, 0x80, 0x800, 0x10000]

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off. */
const decodeUtf8 = (reader: DerReader, bytes: Uint8Array, start: number, end: number): string => {
  let text = ''
  for (let position = start; position < end; ) {
    const character = position
    const leading = octetAt(bytes, position)
    const ones = Math.clz32(~(leading << 24))
    let codePoint = leading & (0x7f >> ones)
    for (position += 1; position < character + ones; position += 1) {
      const octet = position < end ? octetAt(bytes, position) : 0
      codePoint = (octet & 0xc0) === 0x80 ? codePoint * 64 + (octet & 0x3f) : Number.NaN
    }
    const isShortest = codePoint >= (smallest[ones] ?? noCharacter)
    text += characterOf(reader, isShortest ? codePoint : noCharacter, character)
  }
  return text
}

/** Reads up to the end of an element that the reader has entered, one character an octet. */
const takeOctets = (reader: DerReader, end: number): string => {
  const text = textOfOctets(reader.bytes, reader.position, end)
  reader.position = end
  return text
}

/** An ASCII string, for example the IA5String of a DNS name. */
export const readAscii = (reader: DerReader, tag: number): string => {
  const end = enter(reader, tag)
  if (!isAscii(reader.bytes, reader.position, end)) throw unexpected(reader, 'ASCII')
  return takeOctets(reader, end)
}

const readUtf8 = (reader: DerReader): string => {
  const end = enter(reader, Tag.utf8String)
  if (isAscii(reader.bytes, reader.position, end)) return takeOctets(reader, end)
  const text = decodeUtf8(reader, reader.bytes, reader.position, end)
  reader.position = end
  return text
}

/**
 * The text of the next element (X.680 section 41); `undefined` for an element that is not text.
 *
 * As devices in the field need it, the ASCII types accept every ASCII character: a PrintableString with `@`, `_` or `*`
 * is read as OpenSSL reads it. Octets above 7F there are refused, because readers disagree on which character they are.
 * TeletexString is taken for ISO 8859-1, which is what issuers put there.
 */
export const readText = (reader: DerReader): string | undefined => {
  const tag = nextTag(reader)
  switch (tag) {
    case Tag.utf8String:
      return readUtf8(reader)
    case Tag.printableString:
    case Tag.ia5String:
    case Tag.numericString:
    case Tag.visibleString:
      return readAscii(reader, tag)
    case Tag.teletexString:
      return takeOctets(reader, enter(reader, tag))
    case Tag.bmpString:
      return readWide(reader, tag, 2)
    case Tag.universalString:
      return readWide(reader, tag, 4)
  }
  checkNested(reader)
  return undefined
}
