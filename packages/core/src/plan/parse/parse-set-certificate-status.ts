import { type SetCertificateStatusStep, setCertificateStatus } from '../step/set-certificate-status.js'
import { malformed } from './malformed.js'
import { certificateId, certificateStatuses, type ParseStep, stepIds } from './step-values.js'
import { oneOf } from './values.js'

/** What an activation may expect: a certificate that was revoked stays so. */
const unrevoked: typeof certificateStatuses = (value, at) => {
  const found = certificateStatuses(value, at)
  if (!found.includes('REVOKED')) return found
  throw malformed(at, 'would activate a certificate that was revoked', 'issue a new certificate')
}

export const parseSetCertificateStatus: ParseStep<SetCertificateStatusStep> = (step) => {
  const status = step.field('status', oneOf('ACTIVE', 'INACTIVE', 'REVOKED'))
  return setCertificateStatus({
    certificateId: step.field('certificateId', certificateId),
    status,
    expects: step.field('expects', status === 'ACTIVE' ? unrevoked : certificateStatuses),
    after: step.field('after', stepIds),
  })
}
