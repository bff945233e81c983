import { base64Alphabet } from './base64-alphabet.js'
import { afterBlanks, isLineBreak, isRestOfLineBlank } from './line.js'

/** The value of each ASCII character, -1 outside the alphabet: the sign survives shifting and joining. */
const sextets: Int8Array = /* @__PURE__ */ (() => {
  const values = new Int8Array(128).fill(-1)
  for (let value = 0; value < base64Alphabet.length; value += 1) values[base64Alphabet.charCodeAt(value)] = value
  return values
})()

const sextetAt = (text: string, position: number): number => sextets[text.charCodeAt(position)] ?? -1

const groupAt = (text: string, position: number): number =>
  (sextetAt(text, position) << 18) |
  (sextetAt(text, position + 1) << 12) |
  (sextetAt(text, position + 2) << 6) |
  sextetAt(text, position + 3)

/** Whether `=` or `==`, and then nothing, stands where a group was left with so many bits. */
const isPaddingLast = (text: string, position: number, end: number, bits: number): boolean => {
  const padding = bits === 4 ? '==' : '='
  if ((bits !== 4 && bits !== 2) || !text.startsWith(padding, position)) return false
  let next = position + padding.length
  while (next < end && isRestOfLineBlank(text, next, end)) next = afterBlanks(text, next, end) + 1
  return next >= end
}

/**
 * The octets of base64 in lines (RFC 4648 section 4); `undefined` where it is not canonical.
 *
 * Lines may have any length, may be empty and may end in blanks. Padding must be there, and the bits that it leaves over
 * must be zero (section 3.5), so that no two readers take different octets from one text.
 */
export const decodeBase64 = (text: string, start: number, end: number): Uint8Array | undefined => {
  const bytes = new Uint8Array(((end - start) * 3) >> 2)
  let length = 0
  let position = start
  let buffer = 0
  /** Bits in the buffer that no octet has taken yet; 0 between groups of four characters. */
  let bits = 0
  while (position < end) {
    // Nearly all of a PEM: four characters at once, until the line ends.
    while (bits === 0 && position + 4 <= end) {
      const group = groupAt(text, position)
      if (group < 0) break
      bytes[length] = group >> 16
      bytes[length + 1] = group >> 8
      bytes[length + 2] = group
      length += 3
      position += 4
    }
    if (position === end) break
    const sextet = sextetAt(text, position)
    if (sextet >= 0) {
      buffer = ((buffer << 6) | sextet) & 0xfff
      bits += 6
      if (bits >= 8) {
        bits -= 8
        bytes[length] = buffer >> bits
        length += 1
      }
      position += 1
    } else if (isLineBreak(text.charCodeAt(position))) {
      position += 1
    } else if (isRestOfLineBlank(text, position, end)) {
      position = afterBlanks(text, position, end)
    } else {
      const isUnused = (buffer & ((1 << bits) - 1)) === 0
      return isUnused && isPaddingLast(text, position, end, bits) ? bytes.subarray(0, length) : undefined
    }
  }
  return bits === 0 ? bytes.subarray(0, length) : undefined
}
