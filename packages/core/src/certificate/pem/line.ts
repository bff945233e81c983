const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20
const TAB = 0x09

export const isLineBreak = (codeUnit: number): boolean => codeUnit === LINE_FEED || codeUnit === CARRIAGE_RETURN

/** The first position from `position` on that is not a blank. */
export const afterBlanks = (text: string, position: number, end: number): number => {
  let next = position
  while (next < end && (text.charCodeAt(next) === SPACE || text.charCodeAt(next) === TAB)) next += 1
  return next
}

/** Whether nothing but blanks stands between `position` and the end of its line. */
export const isRestOfLineBlank = (text: string, position: number, end: number): boolean => {
  const next = afterBlanks(text, position, end)
  return next === end || isLineBreak(text.charCodeAt(next))
}
