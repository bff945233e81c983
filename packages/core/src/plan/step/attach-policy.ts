import type { BaseStep, StepContent } from './base-step.js'

export interface AttachPolicyStep extends BaseStep {
  readonly kind: 'attach-policy'
  readonly policyName: string
  readonly certificateId: string
}

/** Id: `attach-policy:<policyName>`; a plan attaches policies to the one certificate that it is about. */
export const attachPolicy = ({ policyName, certificateId, after }: StepContent<AttachPolicyStep>): AttachPolicyStep =>
  Object.freeze({
    id: `attach-policy:${policyName}`,
    kind: 'attach-policy',
    policyName,
    certificateId,
    after: Object.freeze(after),
  })
