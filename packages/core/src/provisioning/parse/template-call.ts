import { quote } from '../../error/quote.js'
import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import type { TemplateFunction } from '../template-expression.js'
import { type Inspection, remedyFor, report } from './inspection.js'

const functions: readonly TemplateFunction[] = ['Fn::Join', 'Fn::Select', 'Fn::FindInMap', 'Fn::Split', 'Fn::Sub']

/** The function that an object calls, where it calls one. */
export const functionOf = (value: unknown): readonly [name: string, argument: unknown] | undefined => {
  if (!isPlainObject(value)) return undefined
  const [call, ...others] = Object.entries(value)
  const isCall = call !== undefined && others.length === 0 && (call[0] === 'Ref' || call[0].startsWith('Fn::'))
  return isCall ? call : undefined
}

/** Whether templates of this kind have such a function. */
export const checkFunction = (inspection: Inspection, path: string, name: string): boolean => {
  const known = functions.find((candidate) => candidate === name)
  if (known === undefined) {
    report(
      inspection,
      'provisioning-key-unknown',
      path,
      `is ${quote(name)}, which is no function`,
      remedyFor(inspection, name, functions) ?? 'leave it out',
      name,
    )
    return false
  }
  if (inspection.rules.functions.includes(known)) return true
  const remedy = "use `Ref`, or the option `functions: 'any'` if you know that AWS takes it there"
  report(
    inspection,
    'provisioning-function-not-allowed',
    path,
    `calls ${quote(name)}, which AWS documents for fleet templates only`,
    remedy,
    name,
  )
  return false
}

/** As many arguments as the function takes. */
export const argumentsOf = (
  inspection: Inspection,
  path: string,
  value: unknown,
  names: string,
): readonly unknown[] => {
  if (Array.isArray(value) && value.length === names.split(', ').length) return value
  report(inspection, 'provisioning-malformed', path, `is not a list of: ${names}`, `write [${names}]`)
  return []
}
