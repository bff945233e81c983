import {
  type AuditContext,
  type AuditEvent,
  auditAcceptance,
  auditCompletion,
  auditFailure,
  auditRefusal,
} from '@thingplan/core/audit'
import type { RotationVerdict } from '@thingplan/core/lifecycle'
import { auditPlans, type CarriedPlan } from '../../audit/carried-plan.js'
import type { RotationHandlerOutcome } from './rotation-outcome.js'

/** How a rotation came to its end, where it did. */
const auditVerdicts = (decisions: readonly RotationVerdict[], message: string, context: AuditContext): AuditEvent[] => {
  const advances = new Set(decisions.filter(({ verdict }) => verdict === 'advance').map(({ code }) => code))
  if (advances.has('retired')) return [auditCompletion(message, context)]
  if (advances.has('rolled-back') || advances.has('deadline-passed') || advances.has('cancelled')) {
    return [auditFailure({ code: 'rolled-back', message, retryable: false }, context)]
  }
  return []
}

/** What a device can be let in for. */
const admissions: readonly RotationVerdict['code'][] = ['request-accepted', 'acknowledged']

/** What the message was let in for; a repetition was let in before. */
const auditFirst = ({ decisions }: RotationHandlerOutcome, context: AuditContext): readonly AuditEvent[] => {
  const [first] = decisions
  const isLetIn = first?.verdict === 'advance' && admissions.includes(first.code)
  return isLetIn ? [auditAcceptance(first.message, context)] : []
}

const auditEnd = (outcome: RotationHandlerOutcome, context: AuditContext): readonly AuditEvent[] => {
  const { kind, decisions, message } = outcome
  if (kind === 'accepted') return auditVerdicts(decisions, message, context)
  if (kind === 'failed') return [auditFailure(outcome, context)]
  // The event is the rule's work; a request is a device's, which must not be able to have somebody called.
  return outcome.reason === 'event-malformed'
    ? [auditFailure({ code: outcome.reason, message, field: outcome.field, retryable: false }, context)]
    : [auditRefusal({ code: outcome.reason, message }, context)]
}

/** Whom a message was about, and what it came with. */
export interface RotationParticulars {
  readonly carriedPlans: readonly CarriedPlan[]
  readonly correlationId: string | undefined
}

/**
 * What became of one message, as events of the audit trail. Who has sent it is in the subject as AWS IoT says; what a topic names
 * stands there as the serial number.
 *
 * @param at - when it was known
 */
export const auditRotationOutcome = (
  outcome: RotationHandlerOutcome,
  { carriedPlans, correlationId }: RotationParticulars,
  at: Date,
): readonly AuditEvent[] => {
  const { device, principal } = outcome
  const subject = {
    ...(principal === undefined ? undefined : { certificateId: principal }),
    ...(device === undefined ? undefined : { serialNumber: device }),
  }
  const context: AuditContext = { at, flow: 'rotation', correlationId, subject }
  return [...auditFirst(outcome, context), ...auditPlans(carriedPlans, context), ...auditEnd(outcome, context)]
}
