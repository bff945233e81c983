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
 * @returns the options, of whose values nothing is known.
 * @throws {RegistrationError} `registration-option`, or the code that is given.
 */
export const checkOptions = (
  owner: string,
  options: unknown,
  known?: readonly string[],
  code: RegistrationErrorCode = 'registration-option',
): Readonly<Record<string, unknown>> => {
  if (!isRecord(options)) throw mistake(owner, 'an object', options, code)
  const unknown = known && unknownOption(owner, options, known)
  if (unknown) throw new RegistrationError(code, unknown.message, unknown.details)
  return options
}

/** The pattern of text that may be any. */
export const anyText: RegExp = /^/

/**
 * Refuses what is no text, or does not match.
 *
 * @throws {RegistrationError} `registration-profile`, or the code that is given.
 */
export const checkText = (field: string, value: unknown, pattern: RegExp, code?: RegistrationErrorCode): void => {
  if (isText(value) && pattern.test(value)) return
  throw mistake(field, pattern === anyText ? 'text' : `text like ${pattern}`, value, code)
}
