import { quote } from '../../error/quote.js'
import { readStrictJson } from '../../json/read-strict-json.js'
import { malformed } from './malformed.js'

/** Characters of text that are read at most: far above what a document of 2048 needs, even with tags and indentation. */
const longest = 65_536

/**
 * JSON text of a policy, read strictly: a second `Effect` could turn a denial into a grant.
 *
 * @throws {PolicyError} `policy-malformed`.
 */
export const parseJson = (text: string): unknown => {
  const json = readStrictJson(text, longest)
  if (json.ok) return json.value
  if (json.problem === 'too-long') throw malformed('document', `has more than ${longest} characters`)
  if (json.problem === 'not-json') throw malformed('document', 'is not JSON')
  throw malformed('document', `repeats the key ${quote(json.repeated)}`)
}
