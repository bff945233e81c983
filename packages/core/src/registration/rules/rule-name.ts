import { checkOptions, checkText } from '../check-options.js'

/** `decide` itself reports under three names; a rule of that name could not be told from it. */
const pattern = /^(?!\s|(?:facts|profile|ownership)$)\P{C}{1,128}(?<!\s)$/u

/** @throws {RegistrationError} `registration-option` for a text that cannot name a rule. */
export const checkRuleName = (owner: string, name: string): string => {
  checkText(`${owner}.name`, name, pattern, 'registration-option')
  return name
}

/**
 * The name of a built-in rule: as chosen, or its default.
 *
 * @throws {RegistrationError} `registration-option`.
 */
export const ruleName = (owner: string, options: { readonly name?: string }, byDefault: string): string => {
  checkOptions(owner, options, ['name'])
  return checkRuleName(owner, options.name ?? byDefault)
}
