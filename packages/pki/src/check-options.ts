import { unknownOption } from '@thingplan/core'
import { PkiError } from './pki-error.js'

/**
 * Refuses options that are no object, hold a key that is not known, or lack one that is needed.
 *
 * @throws {PkiError} `pki-option`.
 */
export const checkOptions = (
  owner: string,
  options: unknown,
  required: readonly string[],
  optional: readonly string[],
): void => {
  const known = [...required, ...optional]
  if (typeof options !== 'object' || options === null) {
    const remedy = `give an object with: ${known.join(', ')}`
    throw new PkiError('pki-option', `${owner} takes an object of options`, { field: owner, remedy })
  }
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new PkiError('pki-option', unknown.message, unknown.details)
  const missing = required.find((key) => Reflect.get(options, key) === undefined)
  if (missing === undefined) return
  throw new PkiError('pki-option', `${owner} needs the option \`${missing}\``, { field: missing, remedy: 'give it' })
}
