import { quote, RegistrationError } from '@thingplan/core'

/**
 * A name that AWS knows, and no pattern of names: it matches a whole pattern that has neither wildcards nor slashes.
 *
 * @throws {RegistrationError} `registration-option`.
 */
export const checkName = (option: string, value: unknown, pattern: RegExp): string => {
  if (typeof value === 'string' && pattern.test(value)) return value
  const given = typeof value === 'string' ? value : undefined
  const problem = given === undefined ? 'takes text' : `cannot be ${quote(given)}`
  const remedy = `give text that matches ${pattern.source}`
  throw new RegistrationError('registration-option', `${option} ${problem}`, { field: option, value: given, remedy })
}
