import { nearest } from './nearest.js'
import { quote } from './quote.js'
import type { ErrorDetails } from './thingplan-error.js'

/** An option that does not exist, ready to be thrown as the room's own error. */
export interface UnknownOption {
  readonly message: string
  readonly details: ErrorDetails
}

/** The first key of `options` that is not among `known`; `undefined` where all are. */
export const unknownOption = (owner: string, options: object, known: readonly string[]): UnknownOption | undefined => {
  const key = Object.keys(options).find((candidate) => !known.includes(candidate))
  if (key === undefined) return undefined
  const meant = nearest(key, known)
  const remedy = meant === undefined ? `use one of: ${known.join(', ')}` : `did you mean ${quote(meant)}`
  return { message: `${owner} has no option ${quote(key)}`, details: { field: key, remedy } }
}
