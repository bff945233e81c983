import { octetAt } from '../der/octet-at.js'
import { base64Alphabet } from './base64-alphabet.js'

const characterOf = (group: number, shift: number): string => base64Alphabet.charAt((group >> shift) & 0x3f)

/** Octets as base64 (RFC 4648 section 4), with padding and without line breaks. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  const { length } = bytes
  let text = ''
  for (let position = 0; position < length; position += 3) {
    const left = length - position
    const second = left > 1 ? octetAt(bytes, position + 1) : 0
    const third = left > 2 ? octetAt(bytes, position + 2) : 0
    const group = (octetAt(bytes, position) << 16) | (second << 8) | third
    text += characterOf(group, 18) + characterOf(group, 12)
    text += (left > 1 ? characterOf(group, 6) : '=') + (left > 2 ? characterOf(group, 0) : '=')
  }
  return text
}
