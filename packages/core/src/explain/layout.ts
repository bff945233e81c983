/** What happened, in one character: well, not well, not known. */
export type Mark = '✓' | '✗' | '?'

/** How wide a column is; what is wider than `widest` sticks out alone, instead of pushing everything out of sight. */
export const widthOf = (texts: readonly string[], widest: number): number =>
  Math.max(0, ...texts.map(({ length }) => length).filter((length) => length <= widest))

/** Lines without blanks at their ends. */
export const joinLines = (lines: readonly string[]): string => lines.map((line) => line.trimEnd()).join('\n')

/** `1 step`, `2 steps`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** `1`, `1 and 2`, `1, 2 and 3`. */
export const enumerate = (items: readonly (string | number)[]): string => {
  const last = items.at(-1)
  if (last === undefined) return ''
  return items.length === 1 ? `${last}` : `${items.slice(0, -1).join(', ')} and ${last}`
}
