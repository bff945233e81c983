import { Eta } from 'eta/core'
import { syntaxError } from './expression/syntax-error.js'
import { limit, parseWithEta } from './parse-with-eta.js'

/** The author's own words, as written. Positions are offsets in the template's source. */
interface Literal {
  readonly text: string
  readonly position: number
}

/** A `<%= … %>`. */
interface Tag {
  /** What is between the delimiters, without the blanks around. */
  readonly expression: string
  /** Where the expression begins. */
  readonly start: number
  readonly position: number
}

export type TemplatePart = Literal | Tag

const eta: Eta = /* @__PURE__ */ new Eta({ autoTrim: false })

const opening = /<%\s*=\s*/y
const closing = /\s*%>/y

/**
 * Splits a template into literals and tags.
 *
 * Eta says which tags there are and where each ends. It gives no positions and its literals come escaped, with CRLF
 * turned into LF, so both are taken from the source: the n-th tag begins at the first `<%` after the one before it.
 *
 * @throws {TemplateError} `template-syntax`, `template-too-large`.
 */
export const parseTemplate = (text: string): readonly TemplatePart[] => {
  const parts: TemplatePart[] = []
  let end = 0
  const addLiteral = (until: number): void => {
    if (until > end) parts.push({ text: text.slice(end, until), position: end })
  }
  for (const tag of parseWithEta(eta, text)) {
    if (typeof tag === 'string') continue
    const { val: expression } = tag
    const position = text.indexOf('<%', end)
    limit(expression.length, 1024, 'characters in a tag', position)
    opening.lastIndex = position
    const isValue = opening.test(text)
    const start = opening.lastIndex
    closing.lastIndex = start + expression.length
    // Statements and raw tags begin, and tags that trim white space begin or end, with another sign.
    if (!isValue || !closing.test(text)) throw syntaxError('only `<%= path %>` is allowed', position)
    addLiteral(position)
    parts.push({ expression, start, position })
    end = closing.lastIndex
  }
  addLiteral(text.length)
  return parts
}
