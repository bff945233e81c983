import type { StepKind } from '../plan/step/step.js'
import type { Finding } from '../registration/finding.js'

/** What a device was in the middle of. */
export type AuditFlow = 'registration' | 'provisioning' | 'vending' | 'rotation' | 'removal'

/** Whom and what an event is about; whatever is not known is absent. Never a secret, never a certificate's text. */
export interface AuditSubject {
  /** Lower-case hex of the certificate's SHA-256. */
  readonly certificateId?: string
  readonly caCertificateId?: string
  /** Name of the registration, template or lifecycle that judged. */
  readonly registration?: string
  readonly thingName?: string
  /** The subject's `title`, for example `iot` or `greengrass`. */
  readonly thingCategory?: string
  readonly serialNumber?: string
  /** The subject's 2.5.4.44. */
  readonly productId?: string
}

/** What every event has. */
export interface AuditEventBase {
  /** Version of the event's form; `parseAuditEvent` refuses every other. */
  readonly version: 1
  /** Follows from the content: the same for the same event told twice, so that a consumer can drop the second. */
  readonly id: string
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string
  readonly flow: AuditFlow
  /** What the event came with: a message's id, a request's correlation id. */
  readonly correlationId?: string
  readonly subject: AuditSubject
}

/** Why something was not done, said as errors say it. */
export interface AuditFailure {
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly remedy?: string
  /** Whether the same message can succeed without anybody changing anything. */
  readonly retryable: boolean
}

interface FindingsEvent extends AuditEventBase {
  /** Bounded: texts are cut, and evidence that is too long says `leftOut`. */
  readonly findings: readonly Finding[]
  /** How many findings had no room; absent where all had. Those that hold something against the device go first. */
  readonly findingsLeftOut?: number
}

export interface AcceptedEvent extends FindingsEvent {
  readonly type: 'accepted'
  /** What was accepted, where there are no findings to say so. */
  readonly message?: string
}

/** Refused for good. Steps that follow carry out the consequence; it ends in no `completed` of its own. */
export interface RefusedEvent extends FindingsEvent {
  readonly type: 'refused'
  /** That of the first finding against the device, or of what refused it before there were any. */
  readonly code: string
  readonly message: string
}

/** A question is open; the device is decided on again. */
export interface UndecidedEvent extends FindingsEvent {
  readonly type: 'undecided'
  readonly message: string
}

/** What was decided of a device. */
export type DecisionEvent = AcceptedEvent | RefusedEvent | UndecidedEvent

/**
 * An execution that takes up an earlier one: it found steps of it done, or its message was delivered before. What devices share (types,
 * groups, shared policies) does not count; and what AWS IoT answers as if it were new, such as an attachment, is not seen.
 */
export interface ResumedEvent extends AuditEventBase {
  readonly type: 'resumed'
  /** How many steps of the device were found done; 0 where that could not be seen. */
  readonly alreadyDone: number
  /** How often its message was delivered by now, where that is known and more than once. */
  readonly deliveries?: number
}

export interface StepDoneEvent extends AuditEventBase {
  readonly type: 'step-done'
  readonly step: {
    readonly id: string
    readonly kind: StepKind
    readonly outcome: 'done' | 'already-done' | 'assumed'
    /** In milliseconds, where the execution was given a clock. */
    readonly durationMs?: number
  }
}

export interface StepFailedEvent extends AuditEventBase {
  readonly type: 'step-failed'
  readonly step: { readonly id: string; readonly kind: StepKind }
  readonly failure: AuditFailure
}

/** What was accepted is carried out to the end: the device is registered, vended to, rotated or removed. */
export interface CompletedEvent extends AuditEventBase {
  readonly type: 'completed'
  readonly message: string
  /** Nothing was left to do: it had been done before, for a message that came again. Absent where something was. */
  readonly repeated?: true
}

/** Not carried out: an execution that failed, or a message that could not be read. */
export interface FailedEvent extends AuditEventBase {
  readonly type: 'failed'
  readonly failure: AuditFailure
}

/** One line of the audit trail. */
export type AuditEvent = DecisionEvent | ResumedEvent | StepDoneEvent | StepFailedEvent | CompletedEvent | FailedEvent

export type AuditEventType = AuditEvent['type']
