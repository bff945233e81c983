import { octetAt } from '../der/octet-at.js'

/** RFC 4648 section 4. */
export const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Octets as base64 (RFC 4648 section 4), with padding and without line breaks. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let position = 0; position < bytes.length; position += 3) {
    const group = (octetAt(bytes, position) << 16) | (octetAt(bytes, position + 1) << 8) | octetAt(bytes, position + 2)
    for (let shift = 18; shift >= 0; shift -= 6) text += base64Alphabet.charAt((group >> shift) & 0x3f)
  }
  const missing = (3 - (bytes.length % 3)) % 3
  return text.slice(0, text.length - missing) + '='.repeat(missing)
}
