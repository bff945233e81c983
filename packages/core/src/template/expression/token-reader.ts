import { quote } from '../../error/quote.js'
import type { TemplateError } from '../template-error.js'
import type { Token } from './scan-expression.js'
import { syntaxError } from './syntax-error.js'

export const unexpected = ({ text, position }: Token, wanted: string): TemplateError =>
  syntaxError(`unexpected ${quote(text)} where ${wanted} is needed`, position)

/** The tokens of one expression, read from left to right. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  readonly #end: Token
  #next = 0

  constructor(tokens: readonly Token[], end: Token) {
    this.#tokens = tokens
    this.#end = end
  }

  /** The token that is read next. */
  peek(): Token {
    return this.#tokens[this.#next] ?? this.#end
  }

  read(): Token {
    const token = this.peek()
    this.#next += 1
    return token
  }

  sees(sign: string): boolean {
    const { kind, text } = this.peek()
    return kind === 'sign' && text === sign
  }

  /** Reads a sign if it is next. */
  skip(sign: string): boolean {
    const seen = this.sees(sign)
    if (seen) this.#next += 1
    return seen
  }

  /** @throws {TemplateError} `template-syntax` where another token is next. */
  expect(sign: string): void {
    if (!this.skip(sign)) throw unexpected(this.peek(), quote(sign))
  }
}
