import type { BaseStep, StepContent } from './base-step.js'

/** AWS IoT's certificate statuses. */
export type CertificateStatus =
  | 'ACTIVE'
  | 'INACTIVE'
  | 'REVOKED'
  | 'PENDING_TRANSFER'
  | 'REGISTER_INACTIVE'
  | 'PENDING_ACTIVATION'

/** The certificate has the status; found in any other than `expects`, it is left alone and the plan ends. */
export interface SetCertificateStatusStep extends BaseStep {
  readonly kind: 'set-certificate-status'
  readonly certificateId: string
  readonly status: 'ACTIVE' | 'INACTIVE' | 'REVOKED'
  readonly expects: readonly CertificateStatus[]
}

/** What a certificate is expected to be that has never been decided on. */
export const pendingActivation: readonly CertificateStatus[] = /* @__PURE__ */ Object.freeze(['PENDING_ACTIVATION'])

/** Id: `set-certificate-status:<certificateId>:<status>`. */
export const setCertificateStatus = ({
  certificateId,
  status,
  expects,
  after,
}: StepContent<SetCertificateStatusStep>): SetCertificateStatusStep =>
  Object.freeze({
    id: `set-certificate-status:${certificateId}:${status}`,
    kind: 'set-certificate-status',
    certificateId,
    status,
    expects: Object.freeze(expects),
    after: Object.freeze(after),
  })
