import type { ConditionValue, PolicyStatement } from '../policy-document.js'
import { type ConditionKey, contextKey, findConditionKey } from './condition-key.js'
import { findOperator, type Operator } from './operator.js'
import { type Quantifier, readOperatorName } from './operator-name.js'
import { compileLiteral, compilePattern, narrow, type Pattern, resolvePattern } from './pattern.js'
import type { PolicyRequest } from './policy-request.js'
import { every, not, some, type Truth, truthOf } from './truth.js'
import { notKnown } from './value.js'

/** One operator with one key: whether it holds for a request. `unresolved` receives what had no value or is not known. */
export type Condition = (request: PolicyRequest, unresolved: Set<string>) => Truth

interface Comparison {
  readonly operatorText: string
  readonly quantifier: Quantifier | undefined
  readonly ifExists: boolean
  readonly operator: Operator
  readonly key: ConditionKey
  readonly listed: readonly Pattern[]
}

const unknown =
  (name: string): Condition =>
  (_, unresolved) => {
    unresolved.add(name)
    return 'unknown'
  }

/** Whether a value is one of those that the policy lists. */
const isListed =
  ({ operator, listed, operatorText }: Comparison, request: PolicyRequest, unresolved: Set<string>) =>
  (value: string): Truth =>
    some(listed, (pattern) => {
      const expected = resolvePattern(pattern, request, narrow, unresolved)
      if (expected === 'unknown') return 'unknown'
      // Something without a value equals nothing; that it also *differs* from everything is not to be relied on.
      if (expected === 'absent') return operator.negated ? 'unknown' : 'false'
      const fits = operator.fits(expected, value)
      if (fits === undefined) unresolved.add(operatorText)
      return truthOf(fits)
    })

/** `Null`: whether the key has no value (`true`), or has one (`false`). */
const compilePresence =
  (key: ConditionKey, listed: readonly string[]): Condition =>
  (request, unresolved) => {
    const actual = key.values(request)
    const isAbsent = actual === undefined || (actual !== notKnown && actual.length === 0)
    if (actual !== notKnown && !(isAbsent && key.erraticWhenAbsent)) {
      const isAsked = (value: boolean): boolean => listed.some((text) => text.toLowerCase() === String(value))
      return truthOf(isAsked(isAbsent))
    }
    unresolved.add(key.name)
    return 'unknown'
  }

const whereAbsent = ({ key, operator, quantifier, ifExists }: Comparison): Truth => {
  // AWS warns of unexpected results where a negation or a quantifier over nothing would hold (`cert-policy-variables`).
  if (ifExists) return key.erraticWhenAbsent ? 'unknown' : 'true'
  return operator.negated || quantifier === 'ForAllValues' ? 'unknown' : 'false'
}

const compileComparison =
  (comparison: Comparison): Condition =>
  (request, unresolved) => {
    const { key, operator, quantifier } = comparison
    const actual = key.values(request)
    // IAM leaves open what a single-valued operator makes of several values.
    const comparable = actual !== notKnown && (quantifier !== undefined || actual === undefined || actual.length === 1)
    if (!comparable || actual === undefined) {
      unresolved.add(key.name)
      return comparable ? whereAbsent(comparison) : 'unknown'
    }
    const isOneOf = isListed(comparison, request, unresolved)
    const holds = operator.negated ? (value: string): Truth => not(isOneOf(value)) : isOneOf
    return quantifier === 'ForAnyValue' ? some(actual, holds) : every(actual, holds)
  }

const compileCondition = (operatorText: string, keyText: string, values: ConditionValue): Condition => {
  const { name, quantifier, ifExists } = readOperatorName(operatorText)
  const key = findConditionKey(keyText) ?? contextKey(keyText)
  const list = typeof values === 'string' ? [values] : values
  if (name === 'Null' && quantifier === undefined) return compilePresence(key, list)
  const operator = findOperator(name)
  if (operator === undefined) return unknown(operatorText)
  if (key.multiple && quantifier === undefined) return unknown(keyText)
  const listed = list.map(operator.wildcards ? compilePattern : compileLiteral)
  return compileComparison({ operatorText, quantifier, ifExists, operator, key, listed })
}

/** Every comparison of a condition block; all of them must hold. */
export const compileConditions = (block: PolicyStatement['Condition']): readonly Condition[] =>
  Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileCondition(operator, key, values)),
  )

/** Whether all conditions hold. */
export const holdTogether = (
  conditions: readonly Condition[],
  request: PolicyRequest,
  unresolved: Set<string>,
): Truth => every(conditions, (condition) => condition(request, unresolved))
