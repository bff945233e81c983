import { quote } from '../../error/quote.js'
import { isThingplanError } from '../../error/thingplan-error.js'
import { isPlainObject } from '../parse/is-plain-object.js'
import { parsePolicyDocument } from '../parse/parse-policy-document.js'
import type { PolicyDocument } from '../policy-document.js'
import { compileEvaluable, type EvaluableStatement } from './statement.js'

/** A policy as it is attached: with a name that answers can give. */
export interface NamedPolicy {
  readonly name: string
  readonly document: PolicyDocument | string
}

/** Policies of one principal, parsed and compiled; see `preparePolicies`. */
export interface PreparedPolicies {
  readonly denials: readonly EvaluableStatement[]
  readonly grants: readonly EvaluableStatement[]
  /** Why nothing can be evaluated: one of the policies is none. */
  readonly malformed?: string
}

const isNamed = (policy: PolicyDocument | string | NamedPolicy): policy is NamedPolicy =>
  isPlainObject(policy) && 'document' in policy

const compileOne = (policy: PolicyDocument | string | NamedPolicy, number: number): readonly EvaluableStatement[] => {
  const { name, document } = isNamed(policy) ? policy : { name: String(number), document: policy }
  const { Statement } = parsePolicyDocument(document)
  return Statement.map((statement, index) =>
    compileEvaluable(statement, Object.freeze({ policy: String(name), index })),
  )
}

const malformed = (message: string): PreparedPolicies => Object.freeze({ denials: [], grants: [], malformed: message })

/**
 * Parses and compiles policies once, for many requests.
 *
 * Never throws: with a malformed policy among them, everything is denied implicitly, because a Deny in it cannot be known.
 *
 * @param policies documents, their JSON text, or either with a name.
 * @returns an opaque value for `evaluatePolicies`.
 * @example
 * ```ts
 * import { evaluatePolicies, preparePolicies } from '@thingplan/core/policy'
 *
 * const prepared = preparePolicies(['{"Version":"2012-10-17","Statement":'])
 * evaluatePolicies(prepared, { action: 'iot:Connect', resource: 'arn:aws:iot:eu-central-1:123456789012:client/a' }).effect // => 'implicit-deny'
 * ```
 */
export const preparePolicies = (policies: readonly (PolicyDocument | string | NamedPolicy)[]): PreparedPolicies => {
  if (!Array.isArray(policies)) return malformed('the policies are not a list')
  const statements: EvaluableStatement[] = []
  for (const [index, policy] of policies.entries()) {
    try {
      statements.push(...compileOne(policy, index + 1))
    } catch (error) {
      const name = isNamed(policy) ? String(policy.name) : String(index + 1)
      return malformed(`policy ${quote(name)}: ${isThingplanError(error) ? error.message : 'cannot be read'}`)
    }
  }
  return Object.freeze({
    denials: Object.freeze(statements.filter(({ denies }) => denies)),
    grants: Object.freeze(statements.filter(({ denies }) => !denies)),
  })
}
