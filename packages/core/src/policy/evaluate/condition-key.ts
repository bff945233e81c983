import { type ResolveValues, subjectList } from './certificate-variable.js'
import { findVariable } from './variable.js'

/** A condition key: one value, or several that only `ForAllValues:` and `ForAnyValue:` can compare. */
export interface ConditionKey {
  readonly name: string
  readonly multiple: boolean
  readonly values: ResolveValues
}

const subjectPrefix = 'iot:Certificate.Subject.'

/** The condition key of a name; `undefined` where it is not known here. */
export const findConditionKey = (name: string): ConditionKey | undefined => {
  if (name === 'iot:ConnectAttributes') {
    return { name, multiple: true, values: ({ connectAttributes }) => connectAttributes ?? [] }
  }
  const list = name.startsWith(subjectPrefix) ? subjectList(name.slice(subjectPrefix.length)) : undefined
  if (list !== undefined) return { name, multiple: true, values: list }
  const { resolve } = findVariable(name)
  if (resolve === undefined) return undefined
  const values: ResolveValues = (request) => {
    const value = resolve(request)
    return value === undefined ? undefined : [value]
  }
  return { name, multiple: false, values }
}
