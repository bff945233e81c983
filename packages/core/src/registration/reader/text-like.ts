import { checkText } from '../check-options.js'
import type { RegistrationErrorCode } from '../registration-error.js'
import type { Reader } from './reader.js'

/** Text that matches a pattern; `registration-profile`, or the code that is given, for any other. */
export const textLike =
  (pattern: RegExp, code?: RegistrationErrorCode): Reader<string, string> =>
  (given, field) => {
    checkText(field, given, pattern, code)
    return given
  }
