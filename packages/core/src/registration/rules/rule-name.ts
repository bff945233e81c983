import { badOption, knownOptions } from '../known-options.js'

/** Names under which `decide` itself reports; a rule of that name could not be told from it. */
const reserved: readonly string[] = ['facts', 'profile', 'ownership']

/** Whether a text can name a rule: 1 to 128 characters, none of them invisible, not one that `decide` reports under. */
export const isRuleName = (name: unknown): name is string =>
  typeof name === 'string' && /^\P{C}{1,128}$/u.test(name) && name.trim() === name && !reserved.includes(name)

/**
 * The name of a built-in rule: as chosen, or its default.
 *
 * @throws {RegistrationError} `registration-option`.
 */
export const ruleName = (owner: string, options: { readonly name?: string }, byDefault: string): string => {
  knownOptions(owner, options, ['name'])
  return checkedRuleName(owner, options.name ?? byDefault)
}

/** @throws {RegistrationError} `registration-option` for a text that cannot name a rule. */
export const checkedRuleName = (owner: string, name: unknown): string => {
  if (!isRuleName(name)) {
    throw badOption(owner, 'name', `1 to 128 visible characters and none of ${reserved.join(', ')}`, name)
  }
  return name
}
