import type { PolicyDocument } from '../../policy/policy-document.js'
import { freezeDeeply } from '../freeze-deeply.js'
import type { BaseStep, StepContent } from './base-step.js'

/** The IoT policy exists with this document; one with another document is drift, and refused. */
export interface EnsurePolicyStep extends BaseStep {
  readonly kind: 'ensure-policy'
  readonly policyName: string
  readonly document: PolicyDocument
  /** `shared`: neither name nor document holds anything of the certificate. `device`: the name does, and usually the document. */
  readonly scope: 'shared' | 'device'
}

/** Id: `ensure-policy:<policyName>`. */
export const ensurePolicy = ({ policyName, document, scope, after }: StepContent<EnsurePolicyStep>): EnsurePolicyStep =>
  Object.freeze({
    id: `ensure-policy:${policyName}`,
    kind: 'ensure-policy',
    policyName,
    document: freezeDeeply(document),
    scope,
    after: Object.freeze(after),
  })
