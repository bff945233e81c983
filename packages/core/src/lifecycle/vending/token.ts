import { sha256 } from '@noble/hashes/sha2.js'
import { encodeBase64 } from '../../certificate/pem/encode-base64.js'
import { hexOf } from '../../certificate/text/hex.js'
import { octetsOfText } from '../../template/octets-of-text.js'
import { demand } from '../check-options.js'

/** 128 bits: nobody finds one by trying, so that a plain hash keeps it (NIST SP 800-63B section 5.1.2.2, look-up secrets). */
const leastOctets = 16

/**
 * Writes random octets as a registration token: base64url (RFC 4648 section 5), without padding.
 *
 * @param random - at least 16 octets of a cryptographic random source, of which core has none
 * @throws {LifecycleError} `token-weak` for fewer than 16 octets, or for octets that are all the same
 * @example
 * ```ts
 * import { writeToken } from '@thingplan/core/lifecycle'
 *
 * const random = Uint8Array.from({ length: 16 }, (_, index) => index) // crypto.getRandomValues(new Uint8Array(16))
 * writeToken(random) // => 'AAECAwQFBgcICQoLDA0ODw'
 * ```
 */
export const writeToken = (random: Uint8Array): string => {
  const sound = random.length >= leastOctets && random.some((octet) => octet !== random[0])
  demand(sound, 'token-weak', 'random', 'at least 16 random octets')
  return encodeBase64(random).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The form in which a token is stored: SHA-256 over the serial number and the token, so that neither a copied record nor a copied
 * hash opens another device.
 *
 * @returns 64 lower-case hexadecimal digits
 * @example
 * ```ts
 * import { hashToken } from '@thingplan/core/lifecycle'
 *
 * hashToken('SN-1', 'AAECAwQFBgcICQoLDA0ODw') === hashToken('SN-2', 'AAECAwQFBgcICQoLDA0ODw') // => false
 * ```
 */
export const hashToken = (serialNumber: string, token: string): string =>
  // No serial number holds a line feed, so the two cannot run into each other.
  hexOf(sha256(octetsOfText(`thingplan-token\n${serialNumber}\n${token}`)))

/** Whether two hashes are the same, in a time that does not depend on where they differ. */
export const isSameHash = (left: string, right: string): boolean => {
  let difference = left.length ^ right.length
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index % Math.max(1, right.length))
  }
  return difference === 0
}
