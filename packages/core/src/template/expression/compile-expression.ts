import { suggest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import type { TemplateVariables } from '../registration-variables.js'
import type { TemplateError } from '../template-error.js'
import type { Expression } from './expression.js'
import { functions, isFunctionName } from './functions.js'
import { readPath } from './read-path.js'
import { type PathKey, resolvePath } from './resolve-path.js'
import { syntaxError } from './syntax-error.js'

type Read = Expression['read']

const name = /^[A-Za-z_$][\w$]*/
const string = /^(['"])(?:(?!\1)[^\\\r\n]|\\['"\\])*\1/
/** 0 to 9999. */
const index = /^(?:0|[1-9]\d{0,3})(?!\w)/
/** 8 to 64. */
const digits = /^(?:[89]|[1-5]\d|6[0-4])(?!\w)/

const contentOf = (quoted: string): string => quoted.slice(1, -1).replace(/\\(.)/g, '$1')

/**
 * Reads the expression of a tag, which begins at `start` of the template's source, looks up its paths and functions and
 * makes it ready to be read, without generating code:
 *
 *     expression = path / function "(" operand ["," operand / digits] ")"
 *     operand    = expression / string
 *     path       = name *( "." name / "[" string / index "]" )
 *
 * @throws {TemplateError} `template-syntax`, `template-path-unknown`.
 */
export const compileExpression = (text: string, start: number, variables: TemplateVariables): Expression => {
  /** What is not read yet; it begins with no blanks. */
  let rest = text
  const paths: string[] = []

  const here = (): number => start + text.length - rest.length
  const unexpected = (wanted: string): TemplateError => {
    const [found = '%>'] = string.exec(rest) ?? /^(?:[\w$]+|.)/su.exec(rest) ?? []
    return syntaxError(`unexpected ${quote(found)} where ${wanted} is needed`, here())
  }
  /** Reads what a pattern finds here; nothing where it does not. */
  const take = (pattern: RegExp): string => {
    const [token = ''] = pattern.exec(rest) ?? []
    rest = rest.slice(token.length).trimStart()
    return token
  }
  const need = (pattern: RegExp, wanted: string): string => {
    const token = take(pattern)
    if (token === '') throw unexpected(wanted)
    return token
  }

  const takeBracket = (): string | number => {
    const quoted = take(string)
    const key = quoted ? contentOf(quoted) : Number(need(index, 'a quoted name or a number from 0 to 9999'))
    need(/^\]/, '`]`')
    return key
  }

  const takePath = (first: PathKey): Read => {
    const keys = [first]
    for (let sign = take(/^[.[]/); sign; sign = take(/^[.[]/)) {
      keys.push({ position: here(), key: sign === '.' ? need(name, 'a name') : takeBracket() })
    }
    if (rest.startsWith('(')) throw syntaxError('a method cannot be called', here())
    if (!/^(?:[,)]|$)/.test(rest)) throw unexpected('`%>`')
    const path = resolvePath(keys, variables)
    paths.push(path.canonical)
    return (context) => readPath(context, path, first.position)
  }

  const takeCall = (called: string, position: number): Read => {
    if (!isFunctionName(called)) {
      throw syntaxError(`unknown function ${quote(called)}`, position, suggest(called, Object.keys(functions)))
    }
    const operand = takeOperand()
    const length = called === 'hash' && take(/^,/) ? Number(need(digits, 'a number from 8 to 64')) : undefined
    const fallback = called === 'default' && need(/^,/, '`,`') ? takeOperand() : undefined
    need(/^\)/, '`)`')
    return (context) => {
      const value = operand(context)
      return value === undefined ? fallback?.(context) : functions[called](value, length)
    }
  }

  const takeExpression = (): Read => {
    const position = here()
    const key = need(name, 'a path or a function')
    return take(/^\(/) ? takeCall(key, position) : takePath({ position, key })
  }

  const takeOperand = (): Read => {
    const quoted = take(string)
    const constant = contentOf(quoted)
    return quoted ? () => constant : takeExpression()
  }

  const read = takeExpression()
  if (rest) throw unexpected('`%>`')
  return { paths, read }
}
