import { checkOptions } from '../check-options.js'
import type { Reader } from '../reader/reader.js'
import { textLike } from '../reader/text-like.js'

/**
 * What names a rule or a profile. `decide` itself reports under three names; a rule of that name could not be told from it.
 *
 * @throws {RegistrationError} `registration-option` for any other text.
 */
export const ruleName: Reader<string, string> = /* @__PURE__ */ textLike(
  /^(?!\s|(?:facts|profile|ownership)$)\P{C}{1,128}(?<!\s)$/u,
  'registration-option',
)

/**
 * The name of a built-in rule: as chosen, or its default.
 *
 * @throws {RegistrationError} `registration-option`.
 */
export const ruleNameOr = (owner: string, options: { readonly name?: string }, byDefault: string): string => {
  checkOptions(owner, options, ['name'])
  return ruleName(options.name ?? byDefault, `${owner}.name`)
}
