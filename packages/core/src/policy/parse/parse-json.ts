import { quote } from '../../error/quote.js'
import { PolicyError } from '../policy-error.js'
import { findDuplicateKey } from './find-duplicate-key.js'

/** Characters of text that are read at most: far above what a document of 2048 needs, even with tags and indentation. */
const longest = 65_536

const malformed = (message: string, remedy: string, cause?: unknown): PolicyError =>
  new PolicyError('policy-malformed', message, { field: 'document', remedy, cause })

/**
 * JSON text of a policy, read strictly: bounded, and without repeated keys.
 *
 * @throws {PolicyError} `policy-malformed`.
 */
export const parseJson = (text: string): unknown => {
  if (text.length > longest) {
    throw malformed(`the policy document has ${text.length} characters of text`, `keep the text below ${longest}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw malformed('the policy document is not JSON', 'give JSON; template tags stand inside its strings only', cause)
  }
  const duplicate = findDuplicateKey(text)
  if (duplicate === undefined) return value
  throw malformed(`the policy document repeats the key ${quote(duplicate)}`, 'write every key of an object once')
}
