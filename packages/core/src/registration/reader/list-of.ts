import { mistake } from '../mistake.js'
import type { RegistrationErrorCode } from '../registration-error.js'
import type { Reader } from './reader.js'

/** @throws {RegistrationError} `registration-profile` for more of something than AWS takes. */
export const checkCount = (field: string, count: number, most: number, where = ''): void => {
  if (count > most) throw mistake(field, `at most ${most}${where}`, count)
}

/** @throws {RegistrationError} `registration-profile`, or the code that is given, for the second of two that are the same. */
export const checkDifferent = (field: string, names: readonly string[], code?: RegistrationErrorCode): void => {
  const index = names.findIndex((name, at) => names.indexOf(name) < at)
  if (index > 0) throw mistake(`${field}[${index}]`, 'unlike those before it', names[index], code)
}

/** A list, with at most as many items as AWS takes; `registration-profile`, or the code that is given, for any other. */
export const listOf =
  <Given, Item>(
    read: (given: Given, field: string, index: number) => Item,
    most: number = Number.POSITIVE_INFINITY,
    code?: RegistrationErrorCode,
  ): Reader<readonly Given[], readonly Item[]> =>
  (given, field) => {
    if (!Array.isArray(given)) throw mistake(field, 'a list', given, code)
    checkCount(field, given.length, most)
    return Object.freeze(given.map((item, index) => read(item, `${field}[${index}]`, index)))
  }
