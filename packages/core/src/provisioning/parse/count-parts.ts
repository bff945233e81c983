import type { TemplateExpression, TemplateList } from '../template-expression.js'
import { substitutions } from './substitution.js'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const countList = (list: TemplateList): number => {
  if ('Fn::Split' in list) return countParts(list['Fn::Split'][1])
  return 'Fn::FindInMap' in list ? countParts(list) : sum(list.map(countParts))
}

/**
 * Of how many texts an expression is put together. `Fn::Sub` may name a variable as often as it likes, whose text is made each
 * time: a few levels of that come to more than any machine can do.
 */
export const countParts = (expression: TemplateExpression): number => {
  if (typeof expression === 'string' || 'Ref' in expression) return 1
  if ('Fn::Join' in expression) return countList(expression['Fn::Join'][1])
  if ('Fn::Select' in expression) return countList(expression['Fn::Select'][1])
  if ('Fn::FindInMap' in expression) return sum(expression['Fn::FindInMap'].slice(1).map(countParts))
  const sub = expression['Fn::Sub']
  const [text, variables] = typeof sub === 'string' ? [sub, {}] : sub
  const counts = new Map(Object.entries(variables).map(([name, variable]) => [name, countParts(variable)]))
  return sum(substitutions(text).map(({ name }) => (name === undefined ? 1 : (counts.get(name) ?? 1))))
}
