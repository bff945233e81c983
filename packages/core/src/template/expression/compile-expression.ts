import type { TemplateVariables } from '../registration-variables.js'
import { compileCall } from './compile-call.js'
import type { Expression } from './expression.js'
import type { ExpressionNode } from './expression-node.js'
import { readPath } from './read-path.js'
import { resolveAnyPath } from './resolve-any-path.js'
import { resolveRegistrationPath } from './resolve-registration-path.js'
import { syntaxError } from './syntax-error.js'

/**
 * Looks up the paths and functions of an expression and makes it ready to be read, without generating code.
 *
 * @throws {TemplateError} `template-path-unknown`, `template-syntax`.
 */
export const compileExpression = (node: ExpressionNode, variables: TemplateVariables): Expression => {
  switch (node.kind) {
    case 'path': {
      const path = variables === 'any' ? resolveAnyPath(node) : resolveRegistrationPath(node)
      return { paths: [path.canonical], read: (context) => readPath(context, path) }
    }
    case 'call':
      return compileCall(node, (operand) => compileExpression(operand, variables))
    case 'string':
      return { paths: [], read: () => node.text }
    case 'number':
      throw syntaxError(`number \`${node.number}\` where text is needed`, node.position)
  }
}
