import { ThingplanError } from '../error/thingplan-error.js'

export type RegistrationErrorCode =
  /** An option that does not exist, is missing, or has the wrong type. */
  | 'registration-option'
  /** A rule that cannot be built: a pattern that is no regular expression, an empty list, a bad id. */
  | 'registration-rule'
  /** A profile that no device can become. */
  | 'registration-profile'
  /** Facts that are not facts: no certificate, an invalid date, a malformed account id. */
  | 'facts-malformed'

export class RegistrationError extends ThingplanError<RegistrationErrorCode> {
  override readonly name = 'RegistrationError'
}
