import { quote } from '../../error/quote.js'
import { readStrictJson } from '../../json/read-strict-json.js'
import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { type Inspection, pathTo, report } from './inspection.js'

/** AWS IoT API reference, `templateBody`. */
export const largestBody = 10_240

/** What is read at most: far above what a body needs that is encoded twice and indented. */
const longestText = 131_072

/** Where AWS's other documents carry a body: the registration config of a CA, CreateProvisioningTemplate's input. */
const carriers = ['templateBody', 'registrationConfig']

/** JSON text, strictly: bounded, every key once. */
export const readJson = (inspection: Inspection, path: string, text: string): unknown => {
  const json = readStrictJson(text, longestText)
  if (json.ok) return json.value
  if (json.problem === 'too-long') {
    const message = `has ${text.length} characters`
    return report(inspection, 'provisioning-too-large', path, message, `give at most ${longestText}`)
  }
  if (json.problem === 'not-json') {
    return report(inspection, 'provisioning-malformed', path, 'is not JSON', 'give JSON')
  }
  const message = `repeats the key ${quote(json.repeated)}`
  return report(inspection, 'provisioning-malformed', path, message, 'write every key of an object once', json.repeated)
}

/** The body as an object, whichever way it comes: as one, as JSON, as JSON in JSON, or inside the document that carries it. */
export const readBody = (inspection: Inspection, source: unknown, path = 'template', depth = 0): unknown => {
  const value = typeof source === 'string' ? readJson(inspection, path, source) : source
  const carrier = isPlainObject(value) ? carriers.find((key) => Object.hasOwn(value, key)) : undefined
  if (depth < 4 && isPlainObject(value) && carrier !== undefined) {
    return readBody(inspection, value[carrier], pathTo(path, carrier), depth + 1)
  }
  return depth < 4 && typeof value === 'string' ? readBody(inspection, value, path, depth + 1) : value
}
