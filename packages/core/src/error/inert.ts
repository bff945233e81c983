/** Control, format, unassigned and private characters, lone surrogates, and the two separators that end a line. */
const active = /[\p{C}\u2028\u2029]/gu

const asCodePoint = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/** As `inert`, within a length of the caller's. */
export const inertWithin = (text: string, longest: number): string =>
  (text.length > longest ? `${text.slice(0, longest)}…` : text).replace(active, asCodePoint)

/**
 * Text from outside as it may be shown to a person: one line, bounded, with everything that could move a terminal's cursor,
 * change its colours or hide text written as `\u{…}`.
 */
export const inert = (text: string): string => inertWithin(text, 1024)
