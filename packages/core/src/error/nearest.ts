import { quote } from './quote.js'

/** Number of single-character edits between two words (Levenshtein), row by row of the table of their beginnings. */
const distance = (from: string, to: string): number => {
  let row = [...to, ''].map((_, column) => column)
  for (const letter of from) {
    let left = Number.POSITIVE_INFINITY
    let diagonal = left
    row = row.map((above, column) => {
      left = Math.min(left + 1, above + 1, diagonal + Number(letter !== to[column - 1]))
      diagonal = above
      return left
    })
  }
  return row.at(-1) ?? 0
}

/** The known word that a misspelt one most likely means; `undefined` where none is near. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  let best: string | undefined
  let least = word.length > 64 ? 0 : Math.min(word.length, Math.max(2, Math.floor(word.length / 3)) + 1)
  for (const candidate of known) {
    // Lengths differ by no more than words do; the words may be hostile, and long.
    if (Math.abs(word.length - candidate.length) >= least) continue
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < least) [best, least] = [candidate, edits]
  }
  return best
}

/**
 * The remedy for a word that is not known: what it most likely means, else all that it could be; `undefined` where that is
 * nothing, or more than anybody would read.
 */
export const suggest = (word: string, known: readonly string[]): string | undefined => {
  const meant = nearest(word, known)
  if (meant !== undefined) return `did you mean ${quote(meant)}`
  return known.length > 0 && known.length < 32 ? `use one of: ${known.join(', ')}` : undefined
}
