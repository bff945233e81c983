import { quote } from '../../error/quote.js'
import { syntaxError } from './syntax-error.js'

export interface Token {
  readonly kind: 'identifier' | 'number' | 'string' | 'sign' | 'end'
  /** As written; a string's content with its escapes resolved. */
  readonly text: string
  /** Offset in the template's source. */
  readonly position: number
}

const blanks = /\s*/y
const tokens =
  /(?<identifier>[A-Za-z_$][\w$]*)|(?<number>\d+)|(?<string>'(?:[^'\\\r\n]|\\['"\\])*'|"(?:[^"\\\r\n]|\\['"\\])*")|(?<sign>[.[\](),])/y

const kinds = ['identifier', 'number', 'string', 'sign'] as const

const resolveEscapes = (literal: string): string => literal.slice(1, -1).replace(/\\(.)/g, '$1')

const skipBlanks = (text: string, offset: number): number => {
  blanks.lastIndex = offset
  blanks.test(text)
  return blanks.lastIndex
}

const scanToken = (text: string, offset: number, position: number): Token & { readonly next: number } => {
  tokens.lastIndex = offset
  const found = tokens.exec(text)?.groups
  for (const kind of kinds) {
    const written = found?.[kind]
    if (written === undefined) continue
    return {
      kind,
      text: kind === 'string' ? resolveEscapes(written) : written,
      position,
      next: offset + written.length,
    }
  }
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0)
  const reason =
    character === "'" || character === '"' ? 'string without end, or with an unknown escape,' : 'unexpected'
  throw syntaxError(`${reason} ${quote(character)}`, position)
}

/**
 * The tokens of an expression that begins at `start` of the template's source, without its end.
 *
 * @throws {TemplateError} `template-syntax`.
 */
export const scanExpression = (text: string, start: number): readonly Token[] => {
  const scanned: Token[] = []
  let offset = skipBlanks(text, 0)
  while (offset < text.length) {
    const { next, ...token } = scanToken(text, offset, start + offset)
    scanned.push(token)
    offset = skipBlanks(text, next)
  }
  return scanned
}
