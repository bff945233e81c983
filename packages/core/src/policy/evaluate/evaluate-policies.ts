import type { PolicyDocument } from '../policy-document.js'
import type { PolicyAnswer } from './policy-answer.js'
import type { PolicyRequest } from './policy-request.js'
import { type NamedPolicy, type PreparedPolicies, preparePolicies, statementsAbout } from './prepare-policies.js'
import { applies, type EvaluableStatement } from './statement.js'

/** Characters of a resource at most: an ARN with a topic of 256 bytes is far below, and matching is bounded by it. */
const longestResource = 4096

const whyNoRequest = (request: PolicyRequest): string | undefined => {
  const { action, resource }: Partial<PolicyRequest> = request
  if (typeof action !== 'string') return 'the request has no action'
  if (typeof resource !== 'string') return 'the request has no resource'
  return resource.length > longestResource ? `the resource has more than ${longestResource} characters` : undefined
}

const implicitDeny = (reason: string): PolicyAnswer =>
  Object.freeze({ effect: 'implicit-deny', unresolved: Object.freeze([]), reason })

const isPrepared = (policies: unknown): policies is PreparedPolicies =>
  typeof policies === 'object' && policies !== null && 'grants' in policies

/** What a connection may do where nothing is said about it. */
const byDefault: PolicyAnswer = /* @__PURE__ */ Object.freeze({
  effect: 'implicit-deny',
  unresolved: /* @__PURE__ */ Object.freeze([]),
})

const deciding = (
  statements: readonly EvaluableStatement[],
  request: PolicyRequest,
  unresolved: Set<string>,
): EvaluableStatement | undefined => {
  for (const statement of statements) if (applies(statement, request, unresolved)) return statement
  return undefined
}

const evaluate = (prepared: PreparedPolicies, request: PolicyRequest): PolicyAnswer => {
  const { denials, grants } = prepared.byAction.get(request.action) ?? statementsAbout(prepared, request.action)
  const unresolved = new Set<string>()
  const statement = deciding(denials, request, unresolved) ?? deciding(grants, request, unresolved)
  const answer = statement?.answer ?? byDefault
  return unresolved.size === 0 ? answer : Object.freeze({ ...answer, unresolved: Object.freeze([...unresolved]) })
}

/**
 * Whether policies allow what a device asks for, by AWS IoT's rules: denied unless a statement allows it, and an explicit
 * Deny wins over any Allow.
 *
 * `*` and `?` in a resource are wildcards, and `*` crosses levels; `+` and `#` are literal. All documented policy variables
 * are substituted, with their limits; conditions know the `String…`, `Arn…`, `Bool`, `IpAddress` and `Null` operators, with
 * `ForAllValues:`, `ForAnyValue:` and `IfExists`. What the request does not say and what AWS does not document is not known:
 * it never grants, and lets a Deny apply; the answer lists it in `unresolved`. A malformed policy or request is an implicit
 * denial with a `reason`, never an exception.
 *
 * @param policies what is attached to the certificate and to the thing's groups: documents, JSON text, either with a name,
 * or the result of `preparePolicies` where many requests follow.
 * @param request who asks for what; `resource` is an ARN.
 * @returns the effect, the statement that decided, and what did not resolve.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
 * @example
 * ```ts
 * import { evaluatePolicies } from '@thingplan/core/policy'
 *
 * const arn = 'arn:aws:iot:eu-central-1:123456789012:'
 * const document = {
 *   Version: '2012-10-17',
 *   Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: `${arn}topic/device/\${iot:ClientId}/*` }],
 * } as const
 * const publish = (topic: string) =>
 *   evaluatePolicies([document], { action: 'iot:Publish', resource: `${arn}topic/${topic}`, clientId: 'a' })
 * publish('device/a/temperature').effect // => 'allowed'
 * publish('device/b/temperature').effect // => 'implicit-deny'
 * ```
 */
export const evaluatePolicies = (
  policies: readonly (PolicyDocument | string | NamedPolicy)[] | PreparedPolicies,
  request: PolicyRequest,
): PolicyAnswer => {
  const prepared = isPrepared(policies) ? policies : preparePolicies(policies)
  if (prepared.malformed !== undefined) return implicitDeny(prepared.malformed)
  try {
    const reason = whyNoRequest(request)
    return reason === undefined ? evaluate(prepared, request) : implicitDeny(reason)
  } catch {
    return implicitDeny('the request cannot be evaluated')
  }
}
