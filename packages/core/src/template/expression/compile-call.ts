import { nearest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import type { Expression } from './expression.js'
import type { CallNode, ExpressionNode } from './expression-node.js'
import { hash } from './hash.js'
import { slug } from './slug.js'
import { expressionRemedy, syntaxError } from './syntax-error.js'

type Compile = (operand: ExpressionNode) => Expression

/** Functions by the way they are called. */
const signatures = {
  lower: '`lower(text)`',
  upper: '`upper(text)`',
  slug: '`slug(text)`',
  hash: '`hash(text)` or `hash(text, digits)` with 8 to 64 digits',
  default: '`default(text, fallback)`',
} as const

export type FunctionName = keyof typeof signatures

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(signatures, name)

/** Applies a function to a value that is there; an absent one stays absent. */
const map = ({ paths, read }: Expression, change: (value: string) => string): Expression => ({
  paths,
  read: (context) => {
    const value = read(context)
    return value === undefined ? undefined : change(value)
  },
})

const digitsOf = (node: ExpressionNode | undefined): number | undefined => {
  if (node === undefined) return 64
  return node.kind === 'number' && node.number >= 8 && node.number <= 64 ? node.number : undefined
}

const compileKnown = (
  name: FunctionName,
  operands: readonly ExpressionNode[],
  compile: Compile,
): Expression | undefined => {
  const [first, second, excess] = operands
  if (first === undefined || excess !== undefined) return undefined
  if (name === 'hash') {
    const digits = digitsOf(second)
    return digits === undefined ? undefined : map(compile(first), (value) => hash(value, digits))
  }
  if (name === 'default') {
    if (second === undefined) return undefined
    const [wanted, fallback] = [compile(first), compile(second)]
    const paths = [...wanted.paths, ...fallback.paths]
    return { paths, read: (context) => wanted.read(context) ?? fallback.read(context) }
  }
  if (second !== undefined) return undefined
  const change = { lower: (value: string) => value.toLowerCase(), upper: (value: string) => value.toUpperCase(), slug }
  return map(compile(first), change[name])
}

/**
 * Looks up a function and compiles what it is called with.
 *
 * @throws {TemplateError} `template-syntax` for an unknown function or the wrong operands.
 */
export const compileCall = ({ name, operands, position }: CallNode, compile: Compile): Expression => {
  if (!isFunctionName(name)) {
    const meant = nearest(name, Object.keys(signatures))
    const remedy = meant === undefined ? expressionRemedy : `did you mean ${quote(meant)}`
    throw syntaxError(`unknown function ${quote(name)}`, position, remedy)
  }
  const compiled = compileKnown(name, operands, compile)
  if (compiled === undefined)
    throw syntaxError(`${quote(name)} is called wrongly`, position, `write ${signatures[name]}`)
  return compiled
}
