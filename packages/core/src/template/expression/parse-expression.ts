import { quote } from '../../error/quote.js'
import type { ExpressionNode, NumberNode, PathKey, PathNode } from './expression-node.js'
import { scanExpression, type Token } from './scan-expression.js'
import { syntaxError } from './syntax-error.js'
import { TokenReader, unexpected } from './token-reader.js'

const parseNumber = ({ text, position }: Token): NumberNode => {
  if (!/^(?:0|[1-9]\d{0,3})$/.test(text)) throw syntaxError(`number ${quote(text)} outside 0 to 9999`, position)
  return { kind: 'number', number: Number(text), position }
}

const parseBracketKey = (reader: TokenReader): PathKey => {
  const token = reader.read()
  const { position } = token
  if (token.kind === 'string') return { kind: 'property', name: token.text, position }
  if (token.kind === 'number') return { kind: 'index', index: parseNumber(token).number, position }
  throw unexpected(token, 'a quoted name or a number')
}

const methodRemedy = 'write `lower(…)` for `….toLowerCase()`; full JavaScript needs `compileUnsafeJavaScriptTemplate`'

const parsePath = (root: Token, reader: TokenReader): PathNode => {
  const keys: PathKey[] = [{ kind: 'property', name: root.text, position: root.position }]
  for (;;) {
    if (reader.skip('.')) {
      const name = reader.read()
      if (name.kind !== 'identifier') throw unexpected(name, 'a name')
      keys.push({ kind: 'property', name: name.text, position: name.position })
    } else if (reader.skip('[')) {
      keys.push(parseBracketKey(reader))
      reader.expect(']')
    } else if (reader.sees('(')) {
      throw syntaxError('a method cannot be called', reader.peek().position, methodRemedy)
    } else {
      return { kind: 'path', keys, position: root.position }
    }
  }
}

const parseOperands = (reader: TokenReader): readonly ExpressionNode[] => {
  if (reader.skip(')')) return []
  const operands = [parseOperand(reader)]
  while (reader.skip(',')) operands.push(parseOperand(reader))
  reader.expect(')')
  return operands
}

const parseOperand = (reader: TokenReader): ExpressionNode => {
  const token = reader.read()
  const { text, position } = token
  if (token.kind === 'string') return { kind: 'string', text, position }
  if (token.kind === 'number') return parseNumber(token)
  if (token.kind !== 'identifier') throw unexpected(token, 'a path or a function')
  if (reader.skip('(')) return { kind: 'call', name: text, operands: parseOperands(reader), position }
  return parsePath(token, reader)
}

/**
 * Reads the expression of a tag, which begins at `start` of the template's source.
 *
 * @throws {TemplateError} `template-syntax`.
 */
export const parseExpression = (text: string, start: number): ExpressionNode => {
  const end: Token = { kind: 'end', text: '%>', position: start + text.length }
  const reader = new TokenReader(scanExpression(text, start), end)
  const node = parseOperand(reader)
  const rest = reader.read()
  if (rest.kind !== 'end') throw unexpected(rest, quote('%>'))
  if (node.kind === 'string' || node.kind === 'number') {
    throw syntaxError('a constant needs no tag', node.position, 'write its text outside of the tag')
  }
  return node
}
