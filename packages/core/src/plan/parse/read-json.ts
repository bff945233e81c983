import { quote } from '../../error/quote.js'
import { findDuplicateKey } from '../../policy/parse/find-duplicate-key.js'
import { malformed } from './malformed.js'

/** Far above what a plan needs: ten policies of AWS's largest size are 20,480 characters. */
const longest = 1_048_576

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // The host's message may quote the text, whatever it holds.
    throw malformed('plan', 'is not JSON', 'give the text of a plan as JSON.stringify wrote it')
  }
}

/** Reads JSON text strictly: bounded, and with every key once (RFC 8259 section 4 leaves open which of two counts). */
export const readJson = (text: string): unknown => {
  if (text.length > longest) throw malformed('plan', `has ${text.length} characters`, `give at most ${longest}`)
  const value = parse(text)
  const repeated = findDuplicateKey(text)
  if (repeated === undefined) return value
  throw malformed('plan', `repeats the key ${quote(repeated)}`, 'write every key of an object once')
}
