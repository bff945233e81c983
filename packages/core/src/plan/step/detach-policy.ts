import type { BaseStep, StepContent } from './base-step.js'

/** The policy is not attached to the certificate. */
export interface DetachPolicyStep extends BaseStep {
  readonly kind: 'detach-policy'
  readonly policyName: string
  readonly certificateId: string
}

/** Id: `detach-policy:<policyName>:<certificateId>`; several certificates can lose a policy in one plan. */
export const detachPolicy = ({ policyName, certificateId, after }: StepContent<DetachPolicyStep>): DetachPolicyStep =>
  Object.freeze({
    id: `detach-policy:${policyName}:${certificateId}`,
    kind: 'detach-policy',
    policyName,
    certificateId,
    after: Object.freeze(after),
  })
