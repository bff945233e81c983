import { quote } from '../error/quote.js'
import type { CompiledPolicy, RenderedPolicy } from '../policy/compile-policy.js'
import { PolicyError } from '../policy/policy-error.js'
import { refused } from './make-finding.js'
import { type Rendering, refusedPart } from './rendering.js'

export interface DevicePolicy extends RenderedPolicy {
  readonly scope: 'shared' | 'device'
}

const isTooLarge = (thrown: unknown): boolean => thrown instanceof PolicyError && thrown.code === 'policy-too-large'

/** The policies of one device. Two that come out under one name are refused: they would overwrite each other. */
export const renderPolicies = (rendering: Rendering, policies: readonly CompiledPolicy[]): readonly DevicePolicy[] => {
  const rendered: DevicePolicy[] = []
  for (const policy of policies) {
    const field = `policy ${quote(policy.name.source)}`
    try {
      const { policyName, document } = policy.render(rendering.context)
      if (rendered.some((other) => other.policyName === policyName)) {
        const remedy = 'let the names differ for every device'
        const message = `two policies of the device are named ${quote(policyName)}`
        rendering.findings.push(
          refused('profile', 'policy-refused', message, { field: policy.name.source, value: policyName, remedy }),
        )
      }
      rendered.push({ policyName, document, scope: policy.scope })
    } catch (thrown) {
      rendering.findings.push(refusedPart(isTooLarge(thrown) ? 'policy-limit' : 'policy-refused', field, thrown))
    }
  }
  return rendered
}
