import { quote } from '../../error/quote.js'
import { isThingplanError } from '../../error/thingplan-error.js'
import { unknownOption } from '../../error/unknown-option.js'
import { isPlainObject } from '../parse/is-plain-object.js'
import { malformed } from '../parse/malformed.js'
import { parsePolicyDocument } from '../parse/parse-policy-document.js'
import type { PolicyDocument } from '../policy-document.js'
import { PolicyError } from '../policy-error.js'
import type { Condition } from './condition.js'
import { isOverMqtt, mqttActions } from './policy-request.js'
import { aboutAction, compileEvaluable, type EvaluableStatement } from './statement.js'
import { thingOf } from './thing-variable.js'

/** A policy as it is attached: with a name that answers can give. */
export interface NamedPolicy {
  readonly name: string
  readonly document: PolicyDocument | string
  /**
   * Default `certificate`. What is attached to a thing group counts for connections of a thing that the certificate is
   * attached to; over HTTPS, as for `greengrass:` actions, it grants nothing.
   */
  readonly attachedTo?: 'certificate' | 'thing-group'
}

/** Statements by their effect. */
export interface EvaluableStatements {
  readonly denials: readonly EvaluableStatement[]
  readonly grants: readonly EvaluableStatement[]
}

/** Policies of one principal, parsed and compiled; see `preparePolicies`. */
export interface PreparedPolicies extends EvaluableStatements {
  /** Those about actions that are asked for again and again. */
  readonly byAction: ReadonlyMap<string, EvaluableStatements>
  /** Why nothing can be evaluated: one of the policies is none. */
  readonly malformed?: string
}

const isNamed = (policy: PolicyDocument | string | NamedPolicy): policy is NamedPolicy =>
  isPlainObject(policy) && 'document' in policy

/**
 * The groups of a thing count where the connection is the thing's (AWS IoT, `thing-policy-variables`). Whether they do for
 * another connection of its certificate, such as one under another client id, is not documented. Over HTTPS no thing is looked
 * up, and Greengrass says that group policies grant nothing there (`device-auth`); whether they deny is left open.
 */
const countsForGroup: Condition = (request) => {
  if (!isOverMqtt(request)) return 'unknown'
  if (thingOf(request)?.attached === true) return 'true'
  return request.thing === undefined ? 'false' : 'unknown'
}

const attachments: ReadonlyMap<unknown, readonly Condition[]> = /* @__PURE__ */ new Map([
  [undefined, []],
  ['certificate', []],
  ['thing-group', [countsForGroup]],
])

const compileOne = (policy: PolicyDocument | string | NamedPolicy, number: number): readonly EvaluableStatement[] => {
  const named: NamedPolicy = isNamed(policy) ? policy : { name: String(number), document: policy }
  const { name, document } = named
  const unknown = unknownOption('a named policy', named, ['name', 'document', 'attachedTo'])
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
  const attachment = attachments.get(named.attachedTo)
  if (typeof name !== 'string') throw malformed('name', 'is not text')
  if (attachment === undefined) throw malformed('attachedTo', 'is neither `certificate` nor `thing-group`')
  const { Statement } = parsePolicyDocument(document)
  // Its text would match nothing: a Deny with one would deny nothing.
  if (JSON.stringify(Statement).includes('<%'))
    throw malformed('document', 'holds a template tag that is not filled in')
  return Statement.map((statement, index) => compileEvaluable(statement, { policy: name, index }, attachment))
}

const nameOf = (policy: PolicyDocument | string | NamedPolicy, number: number): string =>
  isNamed(policy) && typeof policy.name === 'string' ? policy.name : String(number)

const nothing = (message: string): PreparedPolicies =>
  Object.freeze({ denials: [], grants: [], byAction: new Map(), malformed: message })

/** The statements about an action. */
export const statementsAbout = ({ denials, grants }: EvaluableStatements, action: string): EvaluableStatements => ({
  denials: aboutAction(denials, action),
  grants: aboutAction(grants, action),
})

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
  if (!Array.isArray(policies)) return nothing('the policies are not a list')
  const statements: EvaluableStatement[] = []
  for (const [index, policy] of policies.entries()) {
    try {
      statements.push(...compileOne(policy, index + 1))
    } catch (error) {
      const problem = isThingplanError(error) ? error.message : 'cannot be read'
      return nothing(`policy ${quote(nameOf(policy, index + 1))}: ${problem}`)
    }
  }
  const all: EvaluableStatements = {
    denials: statements.filter(({ denies }) => denies),
    grants: statements.filter(({ denies }) => !denies),
  }
  const byAction = new Map(mqttActions.map((action) => [action, statementsAbout(all, action)]))
  return Object.freeze({ ...all, byAction })
}
