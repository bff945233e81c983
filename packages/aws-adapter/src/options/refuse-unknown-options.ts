import { unknownOption } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/**
 * Refuses options that do not exist: a misspelt one would silently keep its default.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const refuseUnknownOptions = (owner: string, options: object, known: readonly string[]): void => {
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new AdapterError('adapter-option', unknown.message, unknown.details)
}
