import { sha256 } from '@noble/hashes/sha2.js'
import { hexOf } from '../../certificate/text/hex.js'
import { octetsOfText } from '../octets-of-text.js'
import { refuseCharacter } from '../sink/character-set.js'
import { refuse } from '../sink/refuse.js'

/**
 * The first digits of the lower-case hex SHA-256 of a text in UTF-8.
 *
 * @throws {TemplateError} `template-value-refused` for lone surrogates: UTF-8 has one replacement for all of them, and
 *   different texts would have the same hash.
 */
export const hash = (value: string, digits = 64): string => {
  refuse(refuseCharacter(/\p{Cs}/u, value, 'which UTF-8 does not have'), 'the value', value)
  return hexOf(sha256(octetsOfText(value))).slice(0, digits)
}
