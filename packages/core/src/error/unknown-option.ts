import { suggest } from './nearest.js'
import { quote } from './quote.js'
import type { ErrorDetails } from './thingplan-error.js'

/** An option that does not exist, ready to be thrown as the room's own error. */
export interface UnknownOption {
  readonly message: string
  readonly details: ErrorDetails
}

/**
 * What is wrong with the keys of `options`: the first that is not among `known`, or that it is no object at all;
 * `undefined` where nothing is.
 *
 * @example
 * ```ts
 * import { unknownOption } from '@thingplan/core'
 *
 * unknownOption('execute', { concurency: 1 }, ['concurrency'])?.details.remedy // => 'did you mean `concurrency`'
 * ```
 */
export const unknownOption = (owner: string, options: unknown, known: readonly string[]): UnknownOption | undefined => {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const remedy = `give an object with: ${known.join(', ')}`
    return { message: `${owner} takes an object`, details: { field: 'options', remedy } }
  }
  const key = Object.keys(options).find((candidate) => !known.includes(candidate))
  if (key === undefined) return undefined
  return { message: `${owner} has no option ${quote(key)}`, details: { field: key, remedy: suggest(key, known) } }
}
