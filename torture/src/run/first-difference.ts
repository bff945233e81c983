const shown = 60

/** Where two texts part, with what stands before and after it. */
export const firstDifference = (expected: string, actual: string): string => {
  let index = 0
  while (index < expected.length && expected[index] === actual[index]) index += 1
  const excerpt = (text: string): string => `…${text.slice(Math.max(0, index - shown), index + shown)}…`
  return `${excerpt(actual)} instead of ${excerpt(expected)}`
}
