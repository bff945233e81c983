const longest = 80

/**
 * User input as it stands in a message: in backticks, on one line, bounded.
 *
 * Control characters and everything that could move the cursor, hide text or end the quotation are written as `\u{…}`.
 */
export const quote = (value: string): string => {
  const head = value.length > longest ? `${value.slice(0, longest)}…` : value
  const visible = head.replace(/[^\P{C}\n]|[`\n\u2028\u2029]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
  return `\`${visible}\``
}
