import { toHex } from '../bytes.js'
import type { Element } from '../der/read-element.js'

const readUtf8 = (octets: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets)
  } catch {
    return undefined
  }
}

/** Characters of so many octets each, big-endian: of Unicode, and no halves of a surrogate pair. */
const readWide = (octets: Uint8Array, width: 1 | 2 | 4): string | undefined => {
  let text = ''
  for (let at = 0; at < octets.length; at += width) {
    const codePoint = octets.subarray(at, at + width).reduce((high, low) => high * 256 + low, 0)
    if (codePoint > 0x10ffff || codePoint >> 11 === 0x1b) return undefined
    text += String.fromCodePoint(codePoint)
  }
  return octets.length % width === 0 ? text : undefined
}

const readAscii = (octets: Uint8Array): string | undefined =>
  octets.every((octet) => octet < 0x80) ? readWide(octets, 1) : undefined

/** The string types of X.680 section 41 by their tags, read as core reads them: TeletexString is ISO 8859-1. */
const readers: ReadonlyMap<number, (octets: Uint8Array) => string | undefined> = /* @__PURE__ */ new Map<
  number,
  (octets: Uint8Array) => string | undefined
>([
  [0x0c, readUtf8],
  [0x12, readAscii],
  [0x13, readAscii],
  [0x14, (octets) => readWide(octets, 1)],
  [0x16, readAscii],
  [0x1a, readAscii],
  [0x1c, (octets) => readWide(octets, 4)],
  [0x1e, (octets) => readWide(octets, 2)],
])

/** What the tag of a string has besides where the string comes in pieces, which DER does not allow (X.690 section 10.2). */
const constructed = 0x20

/**
 * The text of a value; of one that is no text, the hex of its encoding behind `#` (RFC 4514 section 2.4).
 *
 * @returns `undefined` for a string with octets that are no characters of its type.
 */
export const readText = ({ tag, content, octets }: Element): string | undefined => {
  const read = readers.get(tag)
  if (read !== undefined) return read(content)
  return readers.has(tag - constructed) ? undefined : `#${toHex(octets)}`
}
