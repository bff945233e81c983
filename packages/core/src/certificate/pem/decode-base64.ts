import { base64Alphabet } from './encode-base64.js'

/** The value of each ASCII character, -1 outside the alphabet. */
const sextets: Int8Array = /* @__PURE__ */ (() => {
  const values = new Int8Array(128).fill(-1)
  for (let value = 0; value < base64Alphabet.length; value += 1) values[base64Alphabet.charCodeAt(value)] = value
  return values
})()

/** The 24 bits of four characters; negative where one of them is not in the alphabet: the sign survives shifting and joining. */
const groupAt = (values: Int8Array, text: string, position: number): number => {
  const first = text.charCodeAt(position)
  const second = text.charCodeAt(position + 1)
  const third = text.charCodeAt(position + 2)
  const fourth = text.charCodeAt(position + 3)
  // Look-ups that are never out of bounds are fast; what is not ASCII sets the sign by itself.
  return (
    ((values[first & 0x7f] ?? -1) << 18) |
    ((values[second & 0x7f] ?? -1) << 12) |
    ((values[third & 0x7f] ?? -1) << 6) |
    (values[fourth & 0x7f] ?? -1) |
    -((first | second | third | fourth) >> 7)
  )
}

const isBlank = (character: number): boolean => character === 0x20 || character === 0x09
const isLineEnd = (character: number): boolean => character === 0x0a || character === 0x0d

/** The first position behind the blanks that end a line; the position itself where they do not. */
const endOfLine = (text: string, position: number, end: number): number => {
  let next = position
  while (next < end && isBlank(text.charCodeAt(next))) next += 1
  return next === end || isLineEnd(text.charCodeAt(next)) ? next + 1 : position
}

/**
 * The octets of base64 in lines (RFC 4648 section 4); `undefined` where it is not canonical.
 *
 * Lines may have any length, may be empty and may end in blanks. Padding must be there, and the bits that it leaves over
 * must be zero (section 3.5), so that no two readers take different octets from one text.
 */
export const decodeBase64 = (text: string, start: number, end: number): Uint8Array | undefined => {
  const bytes = new Uint8Array(((end - start) * 3) >> 2)
  // A constant of its own spares the loop a look at the module's.
  const values = sextets
  let length = 0
  let position = start
  let buffer = 0
  /** Bits in the buffer that no octet has taken yet; 0 between groups of four characters. */
  let bits = 0
  while (position < end) {
    // Nearly all of a PEM: four characters at once.
    for (const last = bits === 0 ? end - 3 : 0; position < last; position += 4) {
      const group = groupAt(values, text, position)
      if (group < 0) break
      bytes[length] = group >> 16
      bytes[length + 1] = group >> 8
      bytes[length + 2] = group
      length += 3
    }
    const sextet = position < end ? (values[text.charCodeAt(position)] ?? -1) : -1
    if (sextet >= 0) {
      buffer = (buffer << 6) | sextet
      bits += 6
      if (bits >= 8) {
        bits -= 8
        bytes[length] = buffer >> bits
        length += 1
      }
      position += 1
    } else {
      const next = endOfLine(text, position, end)
      if (next === position) break
      position = next
    }
  }
  const [, padding] = /^(={0,2})[ \t\r\n]*$/.exec(text.slice(position, end)) ?? []
  const isCanonical = padding?.length === bits / 2 && (buffer & ((1 << bits) - 1)) === 0
  return isCanonical ? new Uint8Array(bytes.buffer, 0, length) : undefined
}
