import { inertWithin } from './inert.js'

/** AWS's quota for a policy document, the longest place that holds names and ARNs. */
const longestInPolicy = 2048

/** Backticks that the text cannot end itself. */
const inBackticks = (text: string): string => `\`${text.replaceAll('`', '\\u{60}')}\``

/**
 * User input as it stands in a message: inert, short, and in backticks.
 *
 * @example
 * ```ts
 * import { quote } from '@thingplan/core'
 *
 * quote('line 1\nline 2') // => '`line 1\\u{a}line 2`'
 * ```
 */
export const quote = (value: string): string => inBackticks(inertWithin(value, 80))

/**
 * A name or an ARN as it stands where its end matters too, as in a plan that is to be approved.
 *
 * @example
 * ```ts
 * import { quoteInFull } from '@thingplan/core'
 *
 * quoteInFull('a'.repeat(100)).length // => 102
 * ```
 */
export const quoteInFull = (value: string): string => inBackticks(inertWithin(value, longestInPolicy))
