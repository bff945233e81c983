/** What could end a line, move a terminal's cursor or hide text, and what XML, which SQS goes by, does not take. */
const active = /[\p{C}\u2028\u2029]/gu

const asEscapes = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')

/**
 * A value as JSON on one line. Every control, format and unassigned character stands as an escape, which a reader of JSON takes for
 * the character (RFC 8259, section 7), and a terminal for nothing.
 */
export const jsonLine = (value: object): string => JSON.stringify(value).replace(active, asEscapes)
