import type { Account } from '../plan/account.js'
import { createPlan } from '../plan/create-plan.js'
import type { Plan } from '../plan/plan.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import type { Consequence } from './decision.js'
import type { Registration } from './registration.js'

const statuses = { deactivate: 'INACTIVE', revoke: 'REVOKED' } as const

/** Plans the consequence of a refusal. Only a certificate that still waits for its activation is touched. */
export const planRefusal = (
  { name }: Registration,
  consequence: Consequence,
  certificateId: string,
  account: Required<Account>,
): Plan => {
  const steps =
    consequence === 'leave'
      ? []
      : [
          setCertificateStatus({
            certificateId,
            status: statuses[consequence],
            expects: ['PENDING_ACTIVATION'],
            after: [],
          }),
        ]
  return createPlan({ registration: name, purpose: 'refuse', account, certificateId, steps })
}
