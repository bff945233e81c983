import { atOnce } from '../plan/step/base-step.js'
import { type EnsurePolicyStep, ensurePolicy } from '../plan/step/ensure-policy.js'
import type { CompiledPolicy } from '../policy/compile-policy.js'
import { refusedField } from './make-finding.js'
import { type Rendering, renderPart } from './render-part.js'

const code = 'policy-refused'

/** The policies of one device. Two that come out under one name are refused: they would overwrite each other. */
export const renderPolicies = (
  rendering: Rendering,
  policies: readonly CompiledPolicy[],
): readonly EnsurePolicyStep[] => {
  const steps: EnsurePolicyStep[] = []
  for (const policy of policies) {
    const { source } = policy.name
    const rendered = renderPart(rendering, policy, code, `policy ${source}`)
    if (rendered === undefined) continue
    const { policyName, document } = rendered
    if (steps.some((other) => other.policyName === policyName)) {
      const details = { field: source, value: policyName, reason: 'two policies have this name', remedy: 'rename one' }
      rendering.findings.push(refusedField('profile', code, details))
    }
    steps.push(ensurePolicy({ policyName, document, scope: policy.scope, after: atOnce }))
  }
  return steps
}
