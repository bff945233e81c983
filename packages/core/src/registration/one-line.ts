const longest = 256

/** Control, format and unassigned characters, lone surrogates, and the two separators that end a line. */
const invisible = /[\p{C}\u2028\u2029]/gu

/**
 * Text from outside (a verifier's reason, a thrown message) as it may stand in a finding: on one line, bounded, with
 * everything that could move a terminal's cursor or hide text written as `\u{…}`.
 */
export const oneLine = (text: string): string => {
  const head = text.length > longest ? `${text.slice(0, longest)}…` : text
  return head.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
