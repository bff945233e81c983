import type { Decision, Execution } from '@thingplan/core'
import {
  type AuditContext,
  type AuditEvent,
  auditCompletion,
  auditDecision,
  auditFailure,
  auditRefusal,
  auditSteps,
} from '@thingplan/core/audit'
import type { JitrDelivery } from './jitr-options.js'
import type { JitrOutcome } from './jitr-outcome.js'

interface Carried {
  readonly decision?: Decision | undefined
  readonly execution?: Execution | undefined
}

/** What was decided, and which steps were done of it. */
const auditCarried = (
  { decision, execution }: Carried,
  context: AuditContext,
  deliveries?: number,
): readonly AuditEvent[] => {
  if (decision === undefined) return []
  const decided = auditDecision(decision, context)
  if (execution === undefined || decision.verdict === 'undecided') return [decided]
  return [decided, ...auditSteps(decision.plan, execution, context, { deliveries })]
}

/** How it ended; what ends with its decision has no other end. */
const auditEnd = (outcome: JitrOutcome, isRepeated: boolean, context: AuditContext): readonly AuditEvent[] => {
  switch (outcome.kind) {
    case 'registered':
    case 'already-active':
      return [auditCompletion(outcome.message, context, { repeated: isRepeated || outcome.kind === 'already-active' })]
    case 'refused':
      return outcome.reason === 'rejected' ? [] : [auditRefusal(outcome, context)]
    case 'undecided':
      return []
    case 'failed':
      return [auditFailure(outcome, context)]
  }
}

const carriedBy = (outcome: JitrOutcome): Carried => ({
  ...('decision' in outcome ? { decision: outcome.decision } : undefined),
  ...('execution' in outcome ? { execution: outcome.execution } : undefined),
})

/**
 * What became of one registration event, as events of the audit trail. Of a duplicate, for which nothing was decided or done, there is only
 * how it ended.
 *
 * @param at - when it was known
 */
export const auditJitrOutcome = (
  outcome: JitrOutcome,
  { messageId, requestId, deliveries, duplicate }: JitrDelivery,
  at: Date,
): readonly AuditEvent[] => {
  const { certificateId, registration, before } = outcome
  const known = {
    ...(certificateId === undefined ? undefined : { certificateId }),
    ...(registration === undefined ? undefined : { registration }),
  }
  const subject = { ...outcome.subject, ...known }
  const context: AuditContext = { at, flow: 'registration', correlationId: messageId ?? requestId, subject }
  const carried = auditCarried(carriedBy(outcome), context, deliveries)
  const end = auditEnd(outcome, duplicate, { ...context, subject: carried[0]?.subject ?? subject })
  if (duplicate) return end.length > 0 ? end : carried.slice(0, 1)
  return [...auditCarried(before ?? {}, context), ...carried, ...end]
}
