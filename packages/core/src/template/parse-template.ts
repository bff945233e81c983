import { Eta } from 'eta/core'
import { quote } from '../error/quote.js'
import { syntaxError } from './expression/syntax-error.js'
import { limitTemplate, refuseLongTag } from './limit-template.js'
import { parseWithEta } from './parse-with-eta.js'

/** The author's own words, as written. */
export interface Literal {
  readonly kind: 'literal'
  readonly text: string
  readonly position: number
}

/** A `<%= … %>`. Positions are offsets in the template's source. */
export interface Tag {
  readonly kind: 'tag'
  /** What is between the delimiters, without the blanks around. */
  readonly expression: string
  readonly expressionPosition: number
  readonly position: number
}

export type TemplatePart = Literal | Tag

const eta: Eta = /* @__PURE__ */ new Eta({ autoTrim: false })

const opening = /<%([-_])?\s*[=~]?\s*/y
const closing = /\s*([-_])?%>/y

const matchAt = (pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined => {
  pattern.lastIndex = offset
  return pattern.exec(text) ?? undefined
}

const kinds: Readonly<Record<string, string>> = { e: 'a statement', r: 'a raw tag' }

/** Finds a tag of Eta's in the source: the first one that begins at `offset` or behind. */
const locateTag = (text: string, offset: number, expression: string, kind: string): Tag & { readonly end: number } => {
  const position = text.indexOf('<%', offset)
  const open = matchAt(opening, text, position)
  const expressionPosition = position + (open?.[0].length ?? 0)
  const close = matchAt(closing, text, expressionPosition + expression.length)
  if (open === undefined || close === undefined) throw syntaxError('tag without end', position)
  refuseLongTag(expression, position)
  const only = quote('<%= … %>')
  if (open[1] !== undefined || close[1] !== undefined) {
    throw syntaxError('white space cannot be trimmed', position, `write ${only}`)
  }
  if (kind !== 'i') throw syntaxError(`${kinds[kind] ?? 'another tag'} where only ${only} is allowed`, position)
  return { kind: 'tag', expression, expressionPosition, position, end: close.index + close[0].length }
}

/**
 * Splits a template into literals and tags.
 *
 * Eta says which tags there are and where each ends. It gives no positions and its literals come escaped, with CRLF
 * turned into LF, so both are taken from the source: the n-th tag begins at the first `<%` after the one before it.
 *
 * @throws {TemplateError} `template-syntax`, `template-too-large`.
 */
export const parseTemplate = (text: string): readonly TemplatePart[] => {
  limitTemplate(text)
  const parts: TemplatePart[] = []
  let offset = 0
  const addLiteral = (end: number): void => {
    if (end > offset) parts.push({ kind: 'literal', text: text.slice(offset, end), position: offset })
  }
  for (const found of parseWithEta(eta, text)) {
    if (typeof found === 'string') continue
    const { end, ...tag } = locateTag(text, offset, found.val, found.t)
    addLiteral(tag.position)
    parts.push(tag)
    offset = end
  }
  addLiteral(text.length)
  return parts
}
