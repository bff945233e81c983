import type { BaseStep } from './base-step.js'

/** The billing group exists. */
export interface EnsureBillingGroupStep extends BaseStep {
  readonly kind: 'ensure-billing-group'
  readonly billingGroupName: string
}
