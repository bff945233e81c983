import { quote } from '../../error/quote.js'
import { findDuplicateKey } from './find-duplicate-key.js'
import { malformed } from './malformed.js'

/** Characters of text that are read at most: far above what a document of 2048 needs, even with tags and indentation. */
const longest = 65_536

/**
 * JSON text of a policy, read strictly: bounded, and without repeated keys.
 *
 * @throws {PolicyError} `policy-malformed`.
 */
export const parseJson = (text: string): unknown => {
  if (text.length > longest) throw malformed('document', `has more than ${longest} characters`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed('document', 'is not JSON')
  }
  const repeated = findDuplicateKey(text)
  if (repeated !== undefined) throw malformed('document', `repeats the key ${quote(repeated)}`)
  return value
}
