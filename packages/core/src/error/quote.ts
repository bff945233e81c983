import { inert, inertWithin } from './inert.js'

/** Backticks that the text cannot end itself. */
const inBackticks = (text: string): string => `\`${text.replaceAll('`', '\\u{60}')}\``

/** User input as it stands in a message: inert, short, and in backticks. */
export const quote = (value: string): string => inBackticks(inertWithin(value, 80))

/** A name or an ARN as it stands where its end matters too, as in a plan that is to be approved. */
export const quoteInFull = (value: string): string => inBackticks(inert(value))
