import { isThingplanError, quote } from '@thingplan/core'
import { type AuditContext, type AuditEvent, auditCompletion, auditFailure, auditRefusal } from '@thingplan/core/audit'
import { vendingRefusals } from '@thingplan/core/lifecycle'
import { auditPlans, type CarriedPlan } from '../../audit/carried-plan.js'
import { errorName } from '../../error/error-name.js'
import type { VendingHandlerOutcome } from './vending-outcome.js'
import { titleOfProblem, titleOfRefusal } from './vending-problem.js'

/** Our own errors say what they say; foreign ones may hold anything, so their name has to do. */
const failureOf = (error: unknown): Parameters<typeof auditFailure>[0] =>
  isThingplanError(error)
    ? { code: error.code, message: error.message, field: error.field, remedy: error.remedy, retryable: true }
    : { code: 'unexpected', message: `failed with ${errorName(error)}`, retryable: true }

const auditEnd = (outcome: VendingHandlerOutcome, context: AuditContext): readonly AuditEvent[] => {
  switch (outcome.kind) {
    case 'vended':
      return [auditCompletion('the device has its certificate', context)]
    case 'refused': {
      const { reason: code, findings } = outcome
      return [auditRefusal({ code, message: titleOfRefusal(vendingRefusals[code].code), findings }, context)]
    }
    case 'malformed': {
      // No failure: whoever knows the address could have somebody called for one.
      const { code, field } = outcome
      const title = titleOfProblem(code)
      return [auditRefusal({ code, message: field === undefined ? title : `${title}: ${quote(field)}` }, context)]
    }
    case 'failed':
      return [auditFailure(failureOf(outcome.error), context)]
    case 'shadow-read':
    case 'shadow-updated':
    case 'endpoints-read':
      return []
  }
}

/**
 * What became of one request, as events of the audit trail; none where somebody has only read or written a shadow, or asked for endpoints.
 *
 * @param carried - plans that were carried out on the way
 * @param at - when it was known
 */
export const auditVendingOutcome = (
  outcome: VendingHandlerOutcome,
  carried: readonly CarriedPlan[],
  at: Date,
): readonly AuditEvent[] => {
  const { correlationId, serialNumber } = outcome
  const subject = {
    ...(outcome.kind === 'vended' ? { certificateId: outcome.certificateId } : undefined),
    ...(outcome.kind === 'vended' && outcome.thingName !== undefined ? { thingName: outcome.thingName } : undefined),
    ...(serialNumber === undefined ? undefined : { serialNumber }),
  }
  const context: AuditContext = { at, flow: 'vending', correlationId, subject }
  return [...auditPlans(carried, context), ...auditEnd(outcome, context)]
}
