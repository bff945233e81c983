import type { PolicyStatement } from '../policy-document.js'
import { findConditionKey } from './condition-key.js'
import { findOperator, type Operator } from './operator.js'
import { compileLiteral, compilePattern, type Pattern, resolvePattern } from './pattern.js'
import type { PolicyRequest } from './policy-request.js'
import { every, not, some, type Truth, truthOf } from './truth.js'

/** One operator with one key: whether it holds for a request. `unresolved` receives what had no value or is not known. */
export type Condition = (request: PolicyRequest, unresolved: Set<string>) => Truth

type Quantifier = 'ForAllValues' | 'ForAnyValue'

const operatorName = /^(?:(ForAllValues|ForAnyValue):)?(.+)$/

const quantifierOf = (text: string | undefined): Quantifier | undefined =>
  text === 'ForAllValues' || text === 'ForAnyValue' ? text : undefined

const unknown =
  (name: string): Condition =>
  (_, unresolved) => {
    unresolved.add(name)
    return 'unknown'
  }

/** Whether a value is one of those that the policy lists. */
const isListed =
  (operator: Operator, listed: readonly Pattern[], request: PolicyRequest, unresolved: Set<string>) =>
  (value: string): Truth =>
    some(listed, (pattern) => {
      const expected = resolvePattern(pattern, request, unresolved)
      if (expected === 'unknown') return 'unknown'
      // Something without a value equals nothing; that it also *differs* from everything is not to be relied on.
      if (expected === 'absent') return operator.negated ? 'unknown' : 'false'
      return truthOf(operator.fits(expected, value))
    })

const compileComparison = (operatorText: string, keyText: string, values: string | readonly string[]): Condition => {
  const [, quantifierText, name = ''] = operatorName.exec(operatorText) ?? []
  const quantifier = quantifierOf(quantifierText)
  const operator = findOperator(name)
  if (operator === undefined) return unknown(operatorText)
  const key = findConditionKey(keyText)
  if (key === undefined) return unknown(keyText)
  // IAM leaves open what a single-valued operator makes of several values.
  if (key.multiple && quantifier === undefined) return unknown(keyText)
  const compile = operator.wildcards ? compilePattern : compileLiteral
  const listed = (typeof values === 'string' ? [values] : values).map(compile)

  return (request, unresolved) => {
    const actual = key.values(request)
    if (actual === undefined) {
      unresolved.add(key.name)
      // AWS warns of unexpected results where a negation or a quantifier over nothing would hold (`cert-policy-variables`).
      return operator.negated || quantifier === 'ForAllValues' ? 'unknown' : 'false'
    }
    const isOneOf = isListed(operator, listed, request, unresolved)
    const holds = operator.negated ? (value: string): Truth => not(isOneOf(value)) : isOneOf
    return quantifier === 'ForAnyValue' ? some(actual, holds) : every(actual, holds)
  }
}

/** Every comparison of a condition block; all of them must hold. */
export const compileConditions = (block: PolicyStatement['Condition']): readonly Condition[] =>
  Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileComparison(operator, key, values)),
  )

/** Whether all conditions hold. */
export const holdTogether = (
  conditions: readonly Condition[],
  request: PolicyRequest,
  unresolved: Set<string>,
): Truth => every(conditions, (condition) => condition(request, unresolved))
