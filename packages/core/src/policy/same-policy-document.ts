import { parsePolicyDocument } from './parse/parse-policy-document.js'
import type { PolicyDocument, PolicyStatement } from './policy-document.js'
import { PolicyError } from './policy-error.js'

type Strings = string | readonly string[]
type Condition = NonNullable<PolicyStatement['Condition']>

const asList = (value: Strings | undefined): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : value

const sameStrings = (a: Strings | undefined, b: Strings | undefined): boolean => {
  const [left, right] = [asList(a), asList(b)]
  if (left === undefined || right === undefined) return left === right
  return left.length === right.length && left.every((item, index) => item === right[index])
}

const sameEntries = <Value>(
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
  same: (a: Value, b: Value) => boolean,
): boolean => {
  const entries = Object.entries(a)
  if (entries.length !== Object.keys(b).length) return false
  return entries.every(([key, value]) => {
    const other = Object.hasOwn(b, key) ? b[key] : undefined
    return other !== undefined && same(value, other)
  })
}

const sameCondition = (a: Condition | undefined, b: Condition | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b
  return sameEntries(a, b, (left, right) => sameEntries(left, right, sameStrings))
}

const sameStatement = (a: PolicyStatement, b: PolicyStatement | undefined): boolean =>
  b !== undefined &&
  a.Sid === b.Sid &&
  a.Effect === b.Effect &&
  sameStrings(a.Action, b.Action) &&
  sameStrings(a.Resource, b.Resource) &&
  sameStrings(a.NotResource, b.NotResource) &&
  sameCondition(a.Condition, b.Condition)

const read = (source: PolicyDocument | string): PolicyDocument | undefined => {
  try {
    return parsePolicyDocument(source)
  } catch (error) {
    if (error instanceof PolicyError) return undefined
    throw error
  }
}

/**
 * Whether two policy documents are the same, as far as the text can tell.
 *
 * The order of keys, white space, and a string in place of a list of one string make no difference. The order of
 * statements and of the items of a list does: documents that mean the same in another order count as different, so a
 * comparison can report drift that is none, and never hides one. What is not a policy document equals nothing.
 *
 * @param a a document or its JSON text, for example as `GetPolicy` returns it.
 * @param b the other.
 * @example
 * ```ts
 * import { samePolicyDocument } from '@thingplan/core/policy'
 *
 * const stored = '{"Statement":[{"Resource":["*"],"Action":"iot:Connect","Effect":"Deny"}],"Version":"2012-10-17"}'
 * const planned = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["iot:Connect"],"Resource":"*"}]}'
 * samePolicyDocument(stored, planned) // => true
 * ```
 */
export const samePolicyDocument = (a: PolicyDocument | string, b: PolicyDocument | string): boolean => {
  const [left, right] = [read(a), read(b)]
  if (left === undefined || right === undefined) return false
  return (
    left.Statement.length === right.Statement.length &&
    left.Statement.every((statement, index) => sameStatement(statement, right.Statement[index]))
  )
}
