/** Any run of characters, `/` included, or none. */
export const anyRun = 0
/** Exactly one character. */
export const anyOne = 1

/** One part of a pattern: text that matches itself, or a wildcard. */
export type GlobToken = string | typeof anyRun | typeof anyOne

const characterLength = (text: string, at: number): number => {
  const codePoint = text.codePointAt(at)
  if (codePoint === undefined) return 0
  return codePoint > 0xffff ? 2 : 1
}

/** The next place from which what follows a `*` may fit; -1 where there is none. */
const nextPlace = (token: GlobToken | undefined, text: string, from: number): number => {
  if (typeof token === 'string') return text.indexOf(token, from)
  return from > text.length ? -1 : from
}

/**
 * Whether the whole text fits a pattern.
 *
 * Only the last `*` is ever widened, since an earlier one can leave everything to it: the work is bounded by pattern
 * length times text length, whatever the pattern. Nothing is made into a regular expression.
 */
export const matchGlob = (tokens: readonly GlobToken[], text: string): boolean => {
  let index = 0
  let at = 0
  let afterRun = -1
  let runEnd = 0
  for (;;) {
    const token = tokens[index]
    if (token === undefined) {
      if (at === text.length || tokens[index - 1] === anyRun) return true
    } else if (token === anyRun) {
      index += 1
      afterRun = index
      runEnd = at
      continue
    } else {
      const length = token === anyOne ? characterLength(text, at) : token.length
      const fits = token === anyOne ? length > 0 : text.startsWith(token, at)
      if (fits) {
        index += 1
        at += length
        continue
      }
    }
    if (afterRun === -1) return false
    runEnd = nextPlace(tokens[afterRun], text, runEnd + 1)
    if (runEnd === -1) return false
    index = afterRun
    at = runEnd
  }
}
