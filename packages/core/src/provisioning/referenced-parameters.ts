import { isPlainObject } from '../policy/parse/is-plain-object.js'
import { substitutions } from './parse/substitution.js'
import { functionOf } from './parse/template-call.js'

/** What the text of `Fn::Sub` refers to, less its own variables. */
const substituted = (argument: unknown): readonly string[] => {
  const [text, variables] = Array.isArray(argument) ? argument : [argument]
  if (typeof text !== 'string') return []
  const names = substitutions(text).flatMap(({ name }) => name ?? [])
  return isPlainObject(variables) ? names.filter((name) => !Object.hasOwn(variables, name)) : names
}

/** The parameters that a part of a template refers to, in the order of its text, with repetitions. */
export const referencedParameters = (part: unknown): readonly string[] => {
  if (typeof part !== 'object' || part === null) return []
  const [name, argument] = functionOf(part) ?? []
  if (name === 'Ref' && typeof argument === 'string') return [argument]
  const own = name === 'Fn::Sub' ? substituted(argument) : []
  return [...own, ...Object.values(part).flatMap(referencedParameters)]
}
