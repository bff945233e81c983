import type { BaseStep } from './base-step.js'

export interface AttachPolicyStep extends BaseStep {
  readonly kind: 'attach-policy'
  readonly policyName: string
  readonly certificateId: string
}
