import type { PolicyDocument } from '../policy-document.js'
import type { PolicyAnswer } from './policy-answer.js'
import type { PolicyRequest } from './policy-request.js'
import { type NamedPolicy, type PreparedPolicies, preparePolicies } from './prepare-policies.js'
import { applies } from './statement.js'

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

const evaluate = (prepared: PreparedPolicies, request: PolicyRequest): PolicyAnswer => {
  const unresolved = new Set<string>()
  const denial = prepared.denials.find((statement) => applies(statement, request, unresolved))
  const deciding = denial ?? prepared.grants.find((statement) => applies(statement, request, unresolved))
  const names = Object.freeze([...unresolved])
  if (deciding === undefined) return Object.freeze({ effect: 'implicit-deny', unresolved: names })
  const effect = denial === undefined ? 'allowed' : 'explicit-deny'
  return Object.freeze({ effect, statement: deciding.place, unresolved: names })
}

/**
 * Whether policies allow what a device asks for, by AWS IoT's rules: denied unless a statement allows it, and an explicit
 * Deny wins over any Allow.
 *
 * `*` and `?` in a resource are wildcards, and `*` crosses levels; `+` and `#` are literal. Policy variables of the client
 * id, the certificate's id and subject, and the thing are substituted with their documented limits; conditions know `Bool`
 * and the `String…` operators, alone or with `ForAllValues:` and `ForAnyValue:`. A variable, key or operator that is not
 * known never grants, and lets a Deny apply; the answer lists it in `unresolved`. A malformed policy or request is an
 * implicit denial with a `reason`, never an exception.
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
