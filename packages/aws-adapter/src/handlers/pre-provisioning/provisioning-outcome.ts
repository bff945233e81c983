import type { AcceptDecision, Decision } from '@thingplan/core'
import type { AuditSubject } from '@thingplan/core/audit'
import type { ProvisioningRequest } from './parse-provisioning-request.js'

export type ProvisioningDenial =
  /** What the function was invoked with is no request of AWS IoT. */
  | 'event-malformed'
  /** The request is of a template that the hook is not for. */
  | 'template-not-served'
  /** The certificate cannot be read, or is not the one that the request names. */
  | 'certificate-unreadable'
  /** By the registration; `decision.findings` say why. */
  | 'rejected'
  /** A verifier could not answer in time; the device may ask again. */
  | 'undecided'
  /** A parameter that the hook sets has no value, or one that AWS would not take. */
  | 'override-refused'
  /** AWS IoT could not say what the certificate or the thing is. */
  | 'describe-failed'
  /** No decision in time. */
  | 'deadline'
  /** Something that the hook does not know. */
  | 'unexpected'

interface Outcome {
  /** Absent where the event is malformed. */
  readonly request?: ProvisioningRequest
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  /** Whom it is about, where the certificate could be read; parameters that stand for attributes of the subject are in it. */
  readonly subject?: AuditSubject
}

export interface AllowedProvisioning extends Outcome {
  readonly kind: 'allowed'
  readonly request: ProvisioningRequest
  readonly decision: AcceptDecision
  readonly parameterOverrides: Readonly<Record<string, string>>
}

export interface DeniedProvisioning extends Outcome {
  readonly kind: 'denied'
  readonly reason: ProvisioningDenial
  /** That of the error where there is one, else the reason. */
  readonly code: string
  readonly field?: string | undefined
  /** Never a certificate. */
  readonly value?: string | undefined
  readonly remedy?: string | undefined
  readonly decision?: Decision
}

/** What became of one request, for logs and audit. */
export type ProvisioningOutcome = AllowedProvisioning | DeniedProvisioning
