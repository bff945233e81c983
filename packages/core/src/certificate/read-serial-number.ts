import type { DerReader } from './der/der-reader.js'
import { octetAt } from './der/octet-at.js'
import { readInteger } from './der/read-integer.js'
import { hexOf } from './text/hex.js'

/**
 * A serial number in hex (RFC 5280 section 4.1.2.2).
 *
 * Issuers must use positive numbers of at most 20 octets; others occur, and readers should handle them.
 */
export const readSerialNumber = (reader: DerReader): string => {
  const { bytes } = reader
  const { content, end } = readInteger(reader)
  const first = octetAt(bytes, content)
  if (first >= 0x80) return `-${hexOf(negate(bytes.subarray(content, end)))}`
  return hexOf(bytes, first === 0 && end - content > 1 ? content + 1 : content, end)
}

/** The magnitude of a negative two's complement, in the fewest octets. */
const negate = (octets: Uint8Array): Uint8Array => {
  const magnitude = new Uint8Array(octets.length)
  let carry = 1
  for (let position = octets.length - 1; position >= 0; position -= 1) {
    const sum = (~octetAt(octets, position) & 0xff) + carry
    magnitude[position] = sum
    carry = sum >> 8
  }
  return octetAt(magnitude, 0) === 0 ? magnitude.subarray(1) : magnitude
}
