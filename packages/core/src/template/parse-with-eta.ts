import { syntaxError } from './expression/syntax-error.js'
import { TemplateError } from './template-error.js'

/** A literal, escaped for JavaScript, or the code of a tag. */
type EtaPart = string | { readonly val: string }

/** As much of Eta as is needed here. Its own types stay out of ours: the build takes in its code, not its declarations. */
interface EtaParser {
  parse(text: string): readonly EtaPart[]
}

/** @throws {TemplateError} `template-too-large` where there are more than `most`. */
export const limit = (count: number, most: number, what: string, position?: number): void => {
  if (count > most) throw new TemplateError('template-too-large', `more than ${most} ${what}`, { position })
}

/** Says Eta's parse error, which has several lines and counts in lines and columns, in one line with an offset. */
const restated = (cause: unknown, text: string): TemplateError => {
  const [, what = 'tag', line = 1, column = 1] = /unclosed (\w+) at line (\d+) col (\d+)/.exec(String(cause)) ?? []
  const linesBefore = text.split('\n', Number(line) - 1)
  return syntaxError(`${what} without end`, [...linesBefore, ''].join('\n').length + Number(column) - 1)
}

/**
 * Eta's own reading of a template. What its parser would take long for is
 * refused before: its time is quadratic in blanks, and in backticks without end.
 *
 * @throws {TemplateError} `template-too-large`; `template-syntax` for tags, strings and comments without end.
 */
export const parseWithEta = (eta: EtaParser, text: string): readonly EtaPart[] => {
  limit(text.length, 8192, 'characters')
  limit(text.split('<%').length - 1, 256, 'tags')
  const first = text.indexOf('<%')
  const blanks = text.slice(first).search(/\s{257}/)
  if (blanks >= 0) limit(257, 256, 'blanks in a row', first + blanks)
  try {
    return eta.parse(text)
  } catch (cause) {
    throw restated(cause, text)
  }
}
