import { isThingplanError } from '../../error/thingplan-error.js'
import { RegistrationError, type RegistrationErrorCode } from '../registration-error.js'

/**
 * Compiles one part of a registration in another room, and says which part it was where it does not compile.
 *
 * @throws {RegistrationError} `registration-profile`, or the code that is given, with the other room's error as its cause.
 */
export const compilePart = <Compiled>(
  field: string,
  compile: () => Compiled,
  code: RegistrationErrorCode = 'registration-profile',
): Compiled => {
  try {
    return compile()
  } catch (cause) {
    if (!isThingplanError(cause)) throw cause
    const { message, value, remedy } = cause
    throw new RegistrationError(code, `${field}: ${message}`, { field, value, remedy, cause })
  }
}
