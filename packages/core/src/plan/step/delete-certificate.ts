import type { BaseStep, StepContent } from './base-step.js'

/** There is no such certificate. One that is ACTIVE, or has a thing or a policy, is refused by AWS (DeleteCertificate). */
export interface DeleteCertificateStep extends BaseStep {
  readonly kind: 'delete-certificate'
  readonly certificateId: string
}

/** Id: `delete-certificate:<certificateId>`. */
export const deleteCertificate = ({
  certificateId,
  after,
}: StepContent<DeleteCertificateStep>): DeleteCertificateStep =>
  Object.freeze({
    id: `delete-certificate:${certificateId}`,
    kind: 'delete-certificate',
    certificateId,
    after: Object.freeze(after),
  })
