import type { Account } from '../plan/account.js'
import { createPlan } from '../plan/create-plan.js'
import type { Plan } from '../plan/plan.js'
import { atOnce } from '../plan/step/base-step.js'
import { pendingActivation, setCertificateStatus } from '../plan/step/set-certificate-status.js'
import type { Step } from '../plan/step/step.js'
import type { Consequence } from './decision.js'

const statuses = { deactivate: 'INACTIVE', revoke: 'REVOKED' } as const

/** Plans the consequence of a refusal. Only a certificate that still waits for its activation is touched. */
export const planRefusal = (
  registration: string,
  consequence: Consequence,
  certificateId: string,
  account: Required<Account>,
): Plan => {
  const steps: Step[] = []
  if (consequence !== 'leave') {
    const status = statuses[consequence]
    steps.push(setCertificateStatus({ certificateId, status, expects: pendingActivation, after: atOnce }))
  }
  return createPlan({ registration, purpose: 'refuse', account, certificateId, steps })
}
