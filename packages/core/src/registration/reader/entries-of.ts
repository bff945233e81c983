import { checkOptions } from '../check-options.js'
import { mistake } from '../mistake.js'
import type { RegistrationErrorCode } from '../registration-error.js'
import type { Reader } from './reader.js'

/** One entry of a dictionary: its key as it was written, what that means, and its value. */
export interface Entry<Value> {
  readonly written: string
  readonly key: string
  readonly value: Value
}

/** A dictionary of the caller's own keys, in their order; two that mean the same are refused, as is what the readers refuse. */
export const entriesOf =
  <Given, Value>(
    readKey: Reader<string, string>,
    readValue: Reader<Given, Value>,
    code?: RegistrationErrorCode,
  ): Reader<Readonly<Record<string, Given>>, readonly Entry<Value>[]> =>
  (given, field) => {
    checkOptions(field, given, undefined, code)
    const known = new Set<string>()
    return Object.entries(given).map(([written, value]) => {
      const key = readKey(written, field)
      const path = `${field}.${written}`
      if (known.has(key)) throw mistake(path, 'the one for its attribute type', written, code)
      known.add(key)
      return { written, key, value: readValue(value, path) }
    })
  }
