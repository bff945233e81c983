import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { refuseCharacter } from '../sink/character-set.js'
import { refuse } from '../sink/refuse.js'

/**
 * The first digits of the lower-case hex SHA-256 of a text in UTF-8.
 *
 * @throws {TemplateError} `template-value-refused` for lone surrogates: UTF-8 has one replacement for all of them, and
 *   different texts would have the same hash.
 */
export const hash = (value: string, digits = 64): string => {
  refuse(refuseCharacter(/\p{Cs}/u, value, ', which UTF-8 does not have'), 'the value', value)
  return bytesToHex(sha256(utf8ToBytes(value))).slice(0, digits)
}
