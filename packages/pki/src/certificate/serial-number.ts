import { toHex } from '../bytes.js'
import type { WebCrypto } from '../web-crypto.js'

/** A serial number of 159 random bits in hex: positive and of at most 20 octets (RFC 5280 section 4.1.2.2). */
export const randomSerialNumber = (crypto: WebCrypto): string => {
  const octets = crypto.getRandomValues(new Uint8Array(20))
  octets[0] = (octets[0] ?? 0) & 0x7f
  // Zero is not positive; chance never gives it, but somebody's own randomness might.
  if (octets.every((octet) => octet === 0)) octets[19] = 1
  return toHex(octets)
}
