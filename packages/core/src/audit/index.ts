export type { AuditContext } from './audit-context.js'
export { auditDecision } from './audit-decision.js'
export {
  auditAcceptance,
  auditCompletion,
  auditFailure,
  auditRefusal,
  type FailureNotice,
  type RefusalNotice,
} from './audit-end.js'
export { AuditError, type AuditErrorCode } from './audit-error.js'
export type {
  AcceptedEvent,
  AuditEvent,
  AuditEventBase,
  AuditEventType,
  AuditFailure,
  AuditFlow,
  AuditSubject,
  CompletedEvent,
  DecisionEvent,
  FailedEvent,
  RefusedEvent,
  ResumedEvent,
  StepDoneEvent,
  StepFailedEvent,
  UndecidedEvent,
} from './audit-event.js'
export { auditExecution, auditSteps } from './audit-execution.js'
export type { AuditSink, AuditSinkFailure } from './audit-sink.js'
export { parseAuditEvent } from './parse-audit-event.js'
export { type RegistrationRecord, toRegistrationRecord } from './registration-record.js'
export { subjectOf } from './subject-of.js'
