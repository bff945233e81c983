import type { Decision } from '../registration/decision.js'
import { auditDecision } from './audit-decision.js'
import type { AuditEvent } from './audit-event.js'
import type { AuditSink } from './audit-sink.js'

declare const decision: Decision
declare const event: AuditEvent

auditDecision(decision, { at: new Date(0), flow: 'registration', correlationId: undefined })
// @ts-expect-error the moment is missing
auditDecision(decision, { flow: 'registration' })
// @ts-expect-error there is no such flow
auditDecision(decision, { at: new Date(0), flow: 'onboarding' })
// @ts-expect-error a misspelt key
auditDecision(decision, { at: new Date(0), flow: 'registration', correlationID: 'm-1' })
// @ts-expect-error only ends of failures have one
event.failure
if (event.type === 'failed') event.failure.retryable satisfies boolean
// @ts-expect-error an event does not change
event.at = ''

export const sink: AuditSink = { name: 'own', record: async () => {} }
