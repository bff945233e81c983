import { suggest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import type { TemplateVariables } from '../registration-variables.js'
import type { Expression } from './expression.js'
import { functions, isFunctionName } from './functions.js'
import { readPath } from './read-path.js'
import { type PathKey, resolvePath } from './resolve-path.js'
import { syntaxError } from './syntax-error.js'

/** Names, numbers, strings, and every other character by itself; blanks between them are left out. */
const tokens = /[A-Za-z_$][\w$]*|\d+|'(?:[^'\\\r\n]|\\['"\\])*'|"(?:[^"\\\r\n]|\\['"\\])*"|\S/gu
const name = /^[A-Za-z_$]/
const string = /^['"]./s

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
  const found = text.matchAll(tokens)
  /** What is read next, as written, and where it begins in the template; nothing at the end. */
  let token = ''
  let position = start

  const take = (): string => {
    const taken = token
    const next = found.next()
    token = next.done ? '' : next.value[0]
    position = start + (next.done ? text.length : next.value.index)
    return taken
  }
  const unexpected = (wanted: string): Error =>
    syntaxError(`unexpected ${quote(token || '%>')} where ${wanted} is needed`, position)
  const skip = (sign: string): boolean => token === sign && take() === sign
  const expect = (sign: string): void => {
    if (!skip(sign)) throw unexpected(quote(sign))
  }
  const takeString = (): string => take().slice(1, -1).replace(/\\(.)/g, '$1')
  const takeNumber = (least: number, most: number, or = ''): number => {
    const number = Number(token)
    if (String(number) !== token || !(number >= least && number <= most)) {
      throw unexpected(`${or}a number from ${least} to ${most}`)
    }
    take()
    return number
  }

  const takePath = (first: PathKey): Expression => {
    const keys = [first]
    while (token === '.' || token === '[') {
      if (take() === '.') {
        if (!name.test(token)) throw unexpected('a name')
        keys.push({ position, key: take() })
      } else {
        keys.push({ position, key: string.test(token) ? takeString() : takeNumber(0, 9999, 'a quoted name or ') })
        expect(']')
      }
    }
    if (token === '(') throw syntaxError('a method cannot be called', position)
    if (!/^[,)]?$/.test(token)) throw unexpected(quote('%>'))
    const path = resolvePath(keys, variables)
    return { paths: [path.canonical], read: (context) => readPath(context, path, first.position) }
  }

  const takeCall = (called: PathKey & { readonly key: string }): Expression => {
    const { key, position: at } = called
    if (!isFunctionName(key)) {
      throw syntaxError(`unknown function ${quote(key)}`, at, suggest(key, Object.keys(functions)))
    }
    const operand = takeOperand()
    const digits = key === 'hash' && skip(',') ? takeNumber(8, 64) : undefined
    if (key === 'default') expect(',')
    const fallback = key === 'default' ? takeOperand() : undefined
    expect(')')
    return {
      paths: [...operand.paths, ...(fallback?.paths ?? [])],
      read: (context) => {
        const value = operand.read(context)
        return value === undefined ? fallback?.read(context) : functions[key](value, digits)
      },
    }
  }

  const takeExpression = (): Expression => {
    if (!name.test(token)) throw unexpected('a path or a function')
    const first = { position, key: take() }
    return skip('(') ? takeCall(first) : takePath(first)
  }

  const takeOperand = (): Expression => {
    if (!string.test(token)) return takeExpression()
    const constant = takeString()
    return { paths: [], read: () => constant }
  }

  take()
  const expression = takeExpression()
  if (token !== '') throw unexpected(quote('%>'))
  return expression
}
