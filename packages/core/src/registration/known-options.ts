import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { RegistrationError } from './registration-error.js'

/** Whether a value is an object with named properties: not null, no list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Refuses options that are no object or hold a key that is not known.
 *
 * @throws {RegistrationError} `registration-option`.
 */
export const knownOptions = (owner: string, options: unknown, known: readonly string[]): void => {
  if (!isRecord(options)) {
    const remedy = `give an object with: ${known.join(', ')}`
    throw new RegistrationError('registration-option', `${owner} takes an object of options`, { field: owner, remedy })
  }
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new RegistrationError('registration-option', unknown.message, unknown.details)
}

/** An option of the wrong type or outside its range, ready to be thrown. */
export const badOption = (owner: string, field: string, expected: string, value: unknown): RegistrationError => {
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value
  return new RegistrationError('registration-option', `${owner}: ${quote(field)} must be ${expected}`, {
    field,
    value: shown,
    remedy: `set ${quote(field)} to ${expected}`,
  })
}
