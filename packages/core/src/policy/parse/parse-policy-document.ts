import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { isPlainObject } from './is-plain-object.js'
import { malformed, unknownKey } from './malformed.js'
import { parseJson } from './parse-json.js'
import { parseStatement } from './parse-statement.js'
import { parseWord } from './parse-strings.js'

const keys = ['Version', 'Statement']
const version = '2012-10-17'

const parseVersion = /* @__PURE__ */ parseWord(/^2012-10-17$/, 'the version 2012-10-17')

const parseStatements = (value: unknown): readonly PolicyStatement[] => {
  if (!Array.isArray(value) || value.length === 0) {
    throw malformed('Statement', 'is not a list of statements', 'write "Statement": [{ … }]')
  }
  return Object.freeze(Array.from(value, (item: unknown, index) => parseStatement(item, `Statement[${index}]`)))
}

/**
 * Reads a policy document from JSON text or from an object, and refuses everything that is not one.
 *
 * The shape is checked (version, statements, effect, actions, exactly one of `Resource` and `NotResource`, conditions),
 * not whether AWS knows the actions. Keys that a document does not have, and keys that JSON text repeats, are refused.
 *
 * @param source JSON text of at most 65,536 characters, or an object.
 * @returns a deeply frozen copy with its keys in the order of the source.
 * @throws {PolicyError} `policy-malformed`, with the JSON path in `field`; `policy-tag-misplaced` where a template tag
 * stands in a key, an action, an effect, an identifier or the version.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
 * @example
 * ```ts
 * import { parsePolicyDocument } from '@thingplan/core/policy'
 *
 * const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"*"}]}'
 * parsePolicyDocument(text).Statement[0]?.Effect // => 'Allow'
 * ```
 */
export const parsePolicyDocument = (source: unknown): PolicyDocument => {
  const value = typeof source === 'string' ? parseJson(source) : source
  if (!isPlainObject(value)) throw malformed('document', 'is not an object', 'give { Version, Statement } or its JSON')
  const unknown = Object.keys(value).find((key) => !keys.includes(key))
  if (unknown !== undefined) throw unknownKey('document', unknown, keys)
  const { Version, Statement } = value
  parseVersion(Version, 'Version')
  const statements = parseStatements(Statement)
  // Spread first: the keys keep the order in which they were written.
  return Object.freeze({ ...value, Version: version, Statement: statements })
}
