import { substitutions } from './parse/substitution.js'
import type { TemplateExpression, TemplateList } from './template-expression.js'

/** Stands for what is known only when a device is; no text of a template holds it. */
const hole = '\0'

/** What each mapping can come to, whichever keys are asked for. */
export type MappedConstants = ReadonlyMap<string, readonly string[]>

/** A text that is one of several, or none of them: each between holes, so that nothing is read across two. */
const oneOf = (texts: readonly string[]): string => ['', ...texts, ''].join(hole)

/**
 * What a text can be split into. With a value in it a delimiter can begin or end in that, and take any character of the
 * author's away: of a policy variable nothing but the `$` may be left.
 */
const outlinePieces = (delimiter: string, text: string): string => {
  if (!text.includes(hole)) return oneOf(text.split(delimiter))
  return text.includes('$') ? oneOf(['$']) : hole
}

/** The texts of a list; one that is split or found has any number, of which the second stands for all that follow. */
const outlineList = (list: TemplateList, constants: MappedConstants): readonly string[] => {
  if (!('Fn::Split' in list || 'Fn::FindInMap' in list)) return list.map((item) => outlineExpression(item, constants))
  if ('Fn::FindInMap' in list) {
    const found = outlineExpression(list, constants)
    return [found, found]
  }
  const [delimiter, text] = list['Fn::Split']
  const piece = outlinePieces(delimiter, outlineExpression(text, constants))
  return [piece, piece]
}

/** The text of an expression, with NUL where something is only known when a device is, and around what may stand there. */
export const outlineExpression = (expression: TemplateExpression, constants: MappedConstants): string => {
  if (typeof expression === 'string') return expression
  if ('Ref' in expression) return hole
  if ('Fn::Join' in expression) {
    const [delimiter, list] = expression['Fn::Join']
    return outlineList(list, constants).join(delimiter)
  }
  if ('Fn::Select' in expression) return oneOf(outlineList(expression['Fn::Select'][1], constants))
  if ('Fn::FindInMap' in expression) return oneOf(constants.get(expression['Fn::FindInMap'][0]) ?? [])
  const sub = expression['Fn::Sub']
  const [text, variables] = typeof sub === 'string' ? [sub, {}] : sub
  return substitutions(text)
    .map(({ literal, name }) => {
      if (name === undefined) return literal
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
      return variable === undefined ? hole : outlineExpression(variable, constants)
    })
    .join('')
}
