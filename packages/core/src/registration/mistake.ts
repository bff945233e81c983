import { quote } from '../error/quote.js'
import { RegistrationError, type RegistrationErrorCode } from './registration-error.js'

/** A mistake of the caller's, ready to be thrown: which field, what it must be, and what it is where that can be shown. */
export const mistake = (
  field: string,
  expected: string,
  found: unknown,
  code: RegistrationErrorCode = 'registration-profile',
): RegistrationError => {
  const value = typeof found === 'object' || typeof found === 'function' ? undefined : String(found)
  const contrast = value === undefined ? '' : `, not ${quote(value)}`
  const remedy = `make it ${expected}`
  return new RegistrationError(code, `${field} must be ${expected}${contrast}`, { field, value, remedy })
}
