import { octetAt } from '../der/octet-at.js'

const digitOf = (value: number): number => (value < 10 ? 0x30 + value : 0x57 + value)

const firstDigit = (bytes: Uint8Array, position: number): number => digitOf(octetAt(bytes, position) >> 4)
const lastDigit = (bytes: Uint8Array, position: number): number => digitOf(octetAt(bytes, position) & 15)

/** Octets as lower-case hex, two digits each; four octets at a time, because each call has its price. */
export const hexOf = (bytes: Uint8Array, start: number = 0, end: number = bytes.length): string => {
  let text = ''
  let position = start
  for (; position + 4 <= end; position += 4) {
    text += String.fromCharCode(
      firstDigit(bytes, position),
      lastDigit(bytes, position),
      firstDigit(bytes, position + 1),
      lastDigit(bytes, position + 1),
      firstDigit(bytes, position + 2),
      lastDigit(bytes, position + 2),
      firstDigit(bytes, position + 3),
      lastDigit(bytes, position + 3),
    )
  }
  for (; position < end; position += 1) {
    text += String.fromCharCode(firstDigit(bytes, position), lastDigit(bytes, position))
  }
  return text
}
