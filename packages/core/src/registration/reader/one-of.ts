import { mistake } from '../mistake.js'
import type { Reader } from './reader.js'

/** One of several words (or true and false), of which the first is the default; `registration-option` for any other. */
export const oneOf =
  <const Word extends string | boolean>(...words: readonly [Word, ...Word[]]): Reader<Word | undefined, Word> =>
  (given = words[0], field) => {
    if (words.includes(given)) return given
    throw mistake(field, words.join(' or '), given, 'registration-option')
  }
