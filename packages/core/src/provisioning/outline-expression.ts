import { substitutions } from './parse/substitution.js'
import type { TemplateExpression } from './template-expression.js'

/** Stands for what is known only when a device is; no text of a template holds it. */
const hole = '\0'

/** The text of an expression, with NUL where something is only known when a device is. */
export const outlineExpression = (expression: TemplateExpression): string => {
  if (typeof expression === 'string') return expression
  if ('Fn::Join' in expression) {
    const [delimiter, list] = expression['Fn::Join']
    return Array.isArray(list) ? list.map(outlineExpression).join(delimiter) : hole
  }
  if (!('Fn::Sub' in expression)) return hole
  const sub = expression['Fn::Sub']
  const [text, variables] = typeof sub === 'string' ? [sub, {}] : sub
  return substitutions(text)
    .map(({ literal, name }) => {
      if (name === undefined) return literal
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
      return variable === undefined ? hole : outlineExpression(variable)
    })
    .join('')
}
