import { isPlainObject } from '../parse/is-plain-object.js'
import { type PolicyFinding, refused } from './policy-finding.js'
import { checkName, validatePolicy } from './validate-policy.js'

/** AWS's quota of policies that one certificate can have (AWS IoT Core quotas). */
const mostPolicies = 10

const within = (finding: PolicyFinding, place: string): PolicyFinding =>
  Object.freeze({ ...finding, path: finding.path === 'document' ? place : `${place}.${finding.path}` })

const checkPolicy = (policy: unknown, index: number): readonly PolicyFinding[] => {
  const path = `policies[${index}]`
  if (!isPlainObject(policy) || typeof policy['name'] !== 'string' || policy['document'] === undefined) {
    const remedy = 'give an object with: name, document'
    return [refused('policy-malformed', { path, message: `${path} is no policy with a name and a document`, remedy })]
  }
  return [
    ...checkName(policy['name'], `${path}.name`),
    ...validatePolicy(policy['document']).map((finding) => within(finding, `${path}.document`)),
  ]
}

/**
 * Everything that AWS IoT would refuse in the policies of one certificate: in each, as `validatePolicy` says, in their names,
 * and that they are more than ten.
 *
 * @param policies policies with their names, as `preparePolicies` takes them.
 * @returns the findings, each with a path such as `policies[1].document.Statement[0].Action`. Frozen.
 * @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html
 * @example
 * ```ts
 * import { validatePolicies } from '@thingplan/core/policy'
 *
 * const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"client/a"}]}'
 * validatePolicies([{ name: 'connect', document }]).map(({ path }) => path) // => ['policies[0].document.Statement[0].Resource']
 * ```
 */
export const validatePolicies = (policies: unknown): readonly PolicyFinding[] => {
  if (!Array.isArray(policies)) {
    const message = '`policies` is no list'
    return Object.freeze([
      refused('policy-malformed', { path: 'policies', message, remedy: 'give a list of policies' }),
    ])
  }
  const tooMany = refused('policies-too-many', {
    path: 'policies',
    value: String(policies.length),
    message: `the certificate would have ${policies.length} policies, AWS takes ${mostPolicies}`,
    remedy: 'put their statements into fewer policies, or attach some to a thing group',
  })
  return Object.freeze([
    ...(policies.length > mostPolicies ? [tooMany] : []),
    ...Array.from(policies, checkPolicy).flat(),
  ])
}
