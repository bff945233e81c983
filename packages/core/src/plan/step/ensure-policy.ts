import type { PolicyDocument } from '../../policy/policy-document.js'
import type { BaseStep } from './base-step.js'

/** The IoT policy exists with this document; one with another document is drift, and refused. */
export interface EnsurePolicyStep extends BaseStep {
  readonly kind: 'ensure-policy'
  readonly policyName: string
  readonly document: PolicyDocument
  /** `shared`: the document holds nothing of the certificate. `device`: it does. */
  readonly scope: 'shared' | 'device'
}
