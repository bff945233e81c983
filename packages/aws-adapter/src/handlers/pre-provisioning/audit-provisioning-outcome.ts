import { type AuditContext, type AuditEvent, auditDecision, auditFailure, auditRefusal } from '@thingplan/core/audit'
import type { DeniedProvisioning, ProvisioningDenial, ProvisioningOutcome } from './provisioning-outcome.js'

/** Denials that are somebody's word on the device; the others are for want of one. */
const refusals: readonly ProvisioningDenial[] = ['template-not-served', 'certificate-unreadable', 'override-refused']

/** How it ended; what ends with its decision has no other end. */
const auditDenial = (denial: DeniedProvisioning, context: AuditContext): readonly AuditEvent[] => {
  const { reason } = denial
  if (reason === 'rejected' || reason === 'undecided') return []
  if (refusals.includes(reason)) return [auditRefusal(denial, context)]
  return [auditFailure({ ...denial, retryable: reason !== 'event-malformed' }, context)]
}

/**
 * What became of one request, as events of the audit trail. That a device may be provisioned is no end: the rest is up to AWS IoT.
 *
 * @param correlationId - of the invocation
 * @param at - when it was known
 */
export const auditProvisioningOutcome = (
  outcome: ProvisioningOutcome,
  correlationId: string | undefined,
  at: Date,
): readonly AuditEvent[] => {
  const { request, decision } = outcome
  const certificateId = request === undefined ? undefined : { certificateId: request.certificateId }
  const subject = { ...outcome.subject, ...certificateId }
  const context: AuditContext = { at, flow: 'provisioning', correlationId, subject }
  const decided = decision === undefined ? [] : [auditDecision(decision, context)]
  const about = { ...context, subject: decided[0]?.subject ?? subject }
  return outcome.kind === 'allowed' ? decided : [...decided, ...auditDenial(outcome, about)]
}
