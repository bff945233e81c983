import { quote } from '../../error/quote.js'
import { readStrictJson } from '../../json/read-strict-json.js'
import { malformed } from './malformed.js'

/** Far above what a plan needs: ten policies of AWS's largest size are 20,480 characters. */
const longest = 1_048_576

/** Reads JSON text of a plan strictly. */
export const readJson = (text: string): unknown => {
  const json = readStrictJson(text, longest)
  if (json.ok) return json.value
  if (json.problem === 'too-long') throw malformed('plan', `has ${text.length} characters`, `give at most ${longest}`)
  // The host's message may quote the text, whatever it holds.
  if (json.problem === 'not-json') {
    throw malformed('plan', 'is not JSON', 'give the text of a plan as JSON.stringify wrote it')
  }
  throw malformed('plan', `repeats the key ${quote(json.repeated)}`, 'write every key of an object once')
}
