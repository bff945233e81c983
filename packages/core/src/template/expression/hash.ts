import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { quote } from '../../error/quote.js'
import { TemplateError } from '../template-error.js'

/**
 * The first digits of the lower-case hex SHA-256 of a text in UTF-8.
 *
 * @throws {TemplateError} `template-value-refused` for lone surrogates: UTF-8 has one replacement for all of them, and
 *   different texts would have the same hash.
 */
export const hash = (value: string, digits: number): string => {
  if (/\p{Cs}/u.test(value)) {
    const remedy = 'issue certificates with well-formed text'
    throw new TemplateError('template-value-refused', `${quote(value)} has no UTF-8`, { value, remedy })
  }
  return bytesToHex(sha256(utf8ToBytes(value))).slice(0, digits)
}
