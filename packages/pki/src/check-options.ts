import { unknownOption } from '@thingplan/core'
import { PkiError } from './pki-error.js'

/**
 * Refuses options that are no object, hold a key that is not known, or lack one that is needed.
 *
 * @throws {PkiError} `pki-option`.
 */
export const checkOptions = (
  owner: string,
  options: object,
  required: readonly string[],
  optional: readonly string[],
): void => {
  const unknown = unknownOption(owner, options, [...required, ...optional])
  if (unknown !== undefined) throw new PkiError('pki-option', unknown.message, unknown.details)
  const missing = required.find((key) => Reflect.get(options, key) === undefined)
  if (missing === undefined) return
  throw new PkiError('pki-option', `${owner} needs the option \`${missing}\``, { field: missing, remedy: 'give it' })
}
