import type { Eta } from 'eta/core'
import { quote } from '../error/quote.js'
import { syntaxError } from './expression/syntax-error.js'
import type { TemplateError } from './template-error.js'

const etaMessage = /^unclosed (?<what>tag|string|comment) at line (?<line>\d+) col (?<column>\d+)/

/** Says Eta's parse error, which has several lines and counts in lines and columns, in one line with an offset. */
const restated = (cause: unknown, text: string): TemplateError => {
  const { what = 'tag', line = '1', column = '1' } = etaMessage.exec(String(Object(cause).message))?.groups ?? {}
  const linesBefore = text.split('\n').slice(0, Number(line) - 1)
  const position = linesBefore.reduce((sum, { length }) => sum + length + 1, Number(column) - 1)
  return syntaxError(`${what} without end`, position, `end every tag with ${quote('%>')}, and every string in it`)
}

/**
 * Eta's own reading of a template: literals, escaped for JavaScript, and tags.
 *
 * @throws {TemplateError} `template-syntax` for tags, strings and comments without end.
 */
export const parseWithEta = (eta: Eta, text: string): ReturnType<Eta['parse']> => {
  try {
    return eta.parse(text)
  } catch (cause) {
    throw restated(cause, text)
  }
}
