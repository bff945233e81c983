import type { PolicyDocument } from '../policy-document.js'
import { parseJson } from './parse-json.js'
import { parseShape, type Shape } from './parse-shape.js'

const resource: Shape = { items: /[\s\S]/, least: 1, orOne: true }

/** Where a pattern takes every text, and only there, template tags can stand. No key fits a name that objects inherit. */
const shape: Shape = {
  needs: [['Version'], ['Statement']],
  parts: {
    Version: /^2012-10-17$/,
    Statement: {
      least: 1,
      items: {
        needs: [['Effect'], ['Action'], ['Resource', 'NotResource']],
        parts: {
          Sid: /^[A-Za-z0-9]{0,128}$/,
          Effect: /^(?:Allow|Deny)$/,
          Action: { items: /^(?:\*|[A-Za-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$/, least: 1, orOne: true },
          Resource: resource,
          NotResource: resource,
          Condition: {
            keys: /^(?:ForAllValues:|ForAnyValue:)?[A-Z][A-Za-z]{1,63}$/,
            values: {
              keys: /^[A-Za-z][A-Za-z0-9-]{0,63}:[^\s<]{1,512}$/,
              values: { items: /^/, least: 0, orOne: true },
            },
          },
        },
      },
    },
  },
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
export const parsePolicyDocument = (source: unknown): PolicyDocument =>
  // The shape is what the type says.
  parseShape(typeof source === 'string' ? parseJson(source) : source, 'document', shape) as PolicyDocument
