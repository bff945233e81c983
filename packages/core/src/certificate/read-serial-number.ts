import type { DerReader } from './der/der-reader.js'
import { octetAt } from './der/octet-at.js'
import { enterInteger } from './der/read-integer.js'
import { hexOf } from './text/hex.js'

const hexOfInteger = (bytes: Uint8Array, start: number, end: number): string => {
  const first = octetAt(bytes, start)
  if (first < 0x80) return hexOf(bytes, first === 0 && end - start > 1 ? start + 1 : start, end)
  const complement = hexOf(bytes, start, end)
  const magnitude = (-BigInt.asIntN(complement.length * 4, BigInt(`0x${complement}`))).toString(16)
  return magnitude.length % 2 === 0 ? `-${magnitude}` : `-0${magnitude}`
}

/**
 * A serial number in hex (RFC 5280 section 4.1.2.2).
 *
 * Issuers must use positive numbers of at most 20 octets; others occur, and readers should handle them.
 */
export const readSerialNumber = (reader: DerReader): string => {
  const end = enterInteger(reader)
  const serialNumber = hexOfInteger(reader.bytes, reader.position, end)
  reader.position = end
  return serialNumber
}
