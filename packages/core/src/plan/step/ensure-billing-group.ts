import type { BaseStep, StepContent } from './base-step.js'

/** The billing group exists. */
export interface EnsureBillingGroupStep extends BaseStep {
  readonly kind: 'ensure-billing-group'
  readonly billingGroupName: string
}

/** Id: `ensure-billing-group:<billingGroupName>`. */
export const ensureBillingGroup = ({
  billingGroupName,
  after,
}: StepContent<EnsureBillingGroupStep>): EnsureBillingGroupStep =>
  Object.freeze({
    id: `ensure-billing-group:${billingGroupName}`,
    kind: 'ensure-billing-group',
    billingGroupName,
    after: Object.freeze(after),
  })
