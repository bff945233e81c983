import { hash } from './hash.js'
import { slug } from './slug.js'

export type FunctionName = 'lower' | 'upper' | 'slug' | 'hash' | 'default'

/**
 * Changes the case, but makes no letter of ASCII from another: the lower case of the Kelvin sign is `k`, the upper case of the long s
 * `S` (Unicode Standard, UnicodeData.txt and SpecialCasing.txt), and values that differ would become one name. Such letters stay as
 * they are, for the sink to refuse.
 */
const letterwise =
  (change: (text: string) => string): ((value: string) => string) =>
  (value) =>
    value.replace(/\p{ASCII}+|./gsu, (text) => {
      const changed = change(text)
      return text > '\x7f' && /\p{ASCII}/u.test(changed) ? text : changed
    })

/** What each function makes of a value that is there. `default` leaves it as it is. */
export const functions: Readonly<Record<FunctionName, (value: string, digits?: number) => string>> = {
  lower: /* @__PURE__ */ letterwise((text) => text.toLowerCase()),
  upper: /* @__PURE__ */ letterwise((text) => text.toUpperCase()),
  slug,
  hash,
  default: (value) => value,
}

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(functions, name)
