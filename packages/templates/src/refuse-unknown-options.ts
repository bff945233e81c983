import { RegistrationError } from '@thingplan/core'

/** @throws {RegistrationError} `registration-option`, naming the first key that is not known. */
export const refuseUnknownOptions = (owner: string, options: object, known: readonly string[]): void => {
  const field = Object.keys(options).find((key) => !known.includes(key))
  if (field === undefined) return
  throw new RegistrationError('registration-option', `${owner} has no option \`${field}\``, {
    field,
    remedy: `use one of: ${known.join(', ')}`,
  })
}
