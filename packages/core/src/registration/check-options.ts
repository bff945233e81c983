import { unknownOption } from '../error/unknown-option.js'
import { mistake } from './mistake.js'
import { RegistrationError, type RegistrationErrorCode } from './registration-error.js'

export const isText = (value: unknown): value is string => typeof value === 'string'

/** Whether a value is an object with named properties: not null, no list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Refuses options that are no object or, where it is known what they may hold, hold something else.
 *
 * @throws {RegistrationError} `registration-option`, or the code that is given.
 */
export const checkOptions = (
  owner: string,
  options: unknown,
  known?: readonly string[],
  code: RegistrationErrorCode = 'registration-option',
): void => {
  if (!isRecord(options)) throw mistake(owner, 'an object', options, code)
  const unknown = known && unknownOption(owner, options, known)
  if (unknown) throw new RegistrationError(code, unknown.message, unknown.details)
}

/**
 * Refuses what is no text, or does not match.
 *
 * @throws {RegistrationError} `registration-profile`, or the code that is given.
 */
export const checkText = (field: string, value: unknown, pattern: RegExp = /^/, code?: RegistrationErrorCode): void => {
  if (!isText(value) || !pattern.test(value)) throw mistake(field, `text like ${pattern}`, value, code)
}

/**
 * An option that is one of several words (or true and false), of which the first is the default.
 *
 * @throws {RegistrationError} `registration-option`.
 */
export const oneOf = <const Word extends string | boolean>(
  field: string,
  given: unknown,
  words: readonly [Word, ...Word[]],
): Word => {
  const chosen = given === undefined ? words[0] : words.find((word) => word === given)
  if (chosen === undefined) throw mistake(field, words.join(' or '), given, 'registration-option')
  return chosen
}

/**
 * Refuses what is no list, or is longer than AWS takes.
 *
 * @throws {RegistrationError} `registration-profile`, or the code that is given.
 */
export const checkList = (field: string, list: unknown, most?: number, code?: RegistrationErrorCode): void => {
  if (!Array.isArray(list)) throw mistake(field, 'a list', list, code)
  if (most !== undefined) checkCount(field, list.length, most)
}

/** @throws {RegistrationError} `registration-profile` for more of something than AWS takes. */
export const checkCount = (field: string, count: number, most: number, where = ''): void => {
  if (count > most) throw mistake(field, `at most ${most}${where}`, count)
}

/** @throws {RegistrationError} `registration-profile`, or the code that is given, for the second of two that are the same. */
export const checkDifferent = (field: string, names: readonly string[], code?: RegistrationErrorCode): void => {
  const index = names.findIndex((name, at) => names.indexOf(name) < at)
  if (index > 0) throw mistake(`${field}[${index}]`, 'unlike those before it', names[index], code)
}
