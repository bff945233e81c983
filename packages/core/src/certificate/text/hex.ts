import { octetAt } from '../der/octet-at.js'
import { textOfOctets } from './text-of-octets.js'

const digitOf = (value: number): number => (value < 10 ? 0x30 + value : 0x57 + value)

/** Octets as lower-case hex, two digits each. */
export const hexOf = (bytes: Uint8Array, start: number = 0, end: number = bytes.length): string => {
  const digits = new Uint8Array(2 * (end - start))
  for (let position = start; position < end; position += 1) {
    const octet = octetAt(bytes, position)
    digits[2 * (position - start)] = digitOf(octet >> 4)
    digits[2 * (position - start) + 1] = digitOf(octet & 15)
  }
  return textOfOctets(digits, 0, digits.length)
}
