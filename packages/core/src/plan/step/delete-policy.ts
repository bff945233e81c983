import type { BaseStep, StepContent } from './base-step.js'

/** There is no such policy, in no version. One that is attached anywhere is refused by AWS (DeletePolicy). */
export interface DeletePolicyStep extends BaseStep {
  readonly kind: 'delete-policy'
  readonly policyName: string
}

/** Id: `delete-policy:<policyName>`. */
export const deletePolicy = ({ policyName, after }: StepContent<DeletePolicyStep>): DeletePolicyStep =>
  Object.freeze({
    id: `delete-policy:${policyName}`,
    kind: 'delete-policy',
    policyName,
    after: Object.freeze(after),
  })
