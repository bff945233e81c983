import { isThingplanError } from '@thingplan/core'
import { type AuditContext, type AuditEvent, auditFailure } from '@thingplan/core/audit'
import { auditPlans, type CarriedPlan } from '../../audit/carried-plan.js'
import type { DueOutcome } from './due-outcome.js'
import type { SightingOutcome } from './sighting-outcome.js'

const messages = {
  'event-malformed': 'the event cannot be read',
  unavailable: 'the old certificate could not be retired yet',
  deadline: 'the invocation ended before the sighting was noted',
  unexpected: 'the sighting was not noted',
} as const

const auditLeft = (
  code: keyof typeof messages,
  { retryable, errors }: { readonly retryable: boolean; readonly errors: readonly unknown[] },
  context: AuditContext,
): AuditEvent => {
  const error = errors.find((met) => isThingplanError(met))
  const said = error === undefined ? undefined : { message: error.message, field: error.field, remedy: error.remedy }
  return auditFailure({ code, message: messages[code], retryable, ...said }, context)
}

/** What came of a message beside its outcome. */
export interface SightingParticulars {
  readonly carried: readonly CarriedPlan[]
  readonly correlationId: string | undefined
}

/**
 * What came of a sighting, as events of the audit trail: the steps that retired the certificate that was replaced, and what was not done.
 * Devices connect all the time; where that changes nothing, there is nothing to record.
 *
 * @param at - when it was known
 */
export const auditSightingOutcome = (
  outcome: SightingOutcome,
  { carried, correlationId }: SightingParticulars,
  at: Date,
): readonly AuditEvent[] => {
  const { kind } = outcome
  const certificateId = outcome.certificateId === undefined ? undefined : { certificateId: outcome.certificateId }
  const serialNumber =
    kind === 'ignored' || outcome.serialNumber === undefined ? undefined : { serialNumber: outcome.serialNumber }
  const context: AuditContext = { at, flow: 'vending', correlationId, subject: { ...certificateId, ...serialNumber } }
  const steps = auditPlans(carried, context)
  if (kind !== 'failed') return steps
  return [...steps, auditLeft(outcome.reason, outcome, context)]
}

/** What came of a device of which something was due: the steps that retired its old certificate, and what was not done. */
export const auditDueOutcome = (
  { serialNumber, settled, errors }: DueOutcome,
  carried: readonly CarriedPlan[],
  at: Date,
): readonly AuditEvent[] => {
  const context: AuditContext = { at, flow: 'vending', subject: { serialNumber } }
  const steps = auditPlans(carried, context)
  return settled ? steps : [...steps, auditLeft('unavailable', { retryable: true, errors }, context)]
}
