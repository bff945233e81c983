import { RegistrationError, unknownOption } from '@thingplan/core'

/** @throws {RegistrationError} `registration-option`, naming the first key that is not known. */
export const refuseUnknownOptions = (owner: string, options: object, known: readonly string[]): void => {
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new RegistrationError('registration-option', unknown.message, unknown.details)
}
