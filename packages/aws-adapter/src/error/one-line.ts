/** Foreign text as it may stand in an outcome: one line, printable, at most `longest` characters. */
export const oneLine = (text: string, longest = 200): string => {
  const line = text
    .slice(0, longest * 2)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  // A cut may go through a surrogate pair.
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…` : line
}
