import type { EvaluatedPolicy } from './compile-policy.js'
import type { CompiledProvisioning } from './compile-provisioning.js'
import type { ParameterValues } from './parameter-values.js'

/** The policies of one device. Equal documents are one policy to AWS, and one that is named twice is attached once. */
export const evaluatePolicies = (
  { policies }: CompiledProvisioning,
  values: ParameterValues,
): readonly EvaluatedPolicy[] => {
  const byName = new Map<string, EvaluatedPolicy>()
  for (const policyOf of policies) {
    const policy = policyOf(values)
    const other = byName.get(policy.policyName)
    if (other?.document === undefined) byName.set(policy.policyName, policy)
  }
  return [...byName.values()]
}
