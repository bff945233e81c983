import type { AcceptDecision, Decision, Execution, RejectDecision, UndecidedDecision } from '@thingplan/core'
import type { AuditSubject } from '@thingplan/core/audit'

export type RefusedReason =
  /** By the registration; `decision.findings` say why. */
  | 'rejected'
  /** AWS IoT does not know the certificate of the event. */
  | 'certificate-unknown'
  /** What AWS IoT holds is no certificate that can be read. */
  | 'certificate-unreadable'
  /** No registration is for the CA that issued it. */
  | 'no-registration'
  /** The device has been removed for good. */
  | 'tombstoned'
  /** Another worker has refused it: moments ago, or since the event was published. */
  | 'refused-before'

export type FailedReason =
  /** The message holds no registration event. */
  | 'event-malformed'
  /** AWS IoT could not say what the certificate is. */
  | 'describe-failed'
  /** A source that the handler has to ask could not answer. */
  | 'source-failed'
  /** Another worker is at the same certificate. */
  | 'claim-held'
  /** The invocation would have ended before the registration. */
  | 'deadline'
  /** A step of the plan was not done; `execution.steps` say which and why. */
  | 'execution-failed'
  /** Something that the handler does not know. */
  | 'unexpected'

interface Outcome {
  /** Lower-case hex; absent where the message holds no event. */
  readonly certificateId?: string
  /** Name of the registration, where one was found. */
  readonly registration?: string
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  /** Whom it is about, where the certificate could be read. */
  readonly subject?: AuditSubject
  /** What was decided and done before an owner of the thing turned up, and it was decided anew. */
  readonly before?: Attempted
  /** Whether `claims` has answered; nobody has looked at the certificate for this event. */
  readonly remembered?: true
}

/** A decision and what came of it. */
export interface Attempted {
  readonly decision: Exclude<Decision, UndecidedDecision>
  readonly execution: Execution
}

/** The device is a thing, and its certificate ACTIVE. */
export interface RegisteredOutcome extends Outcome {
  readonly kind: 'registered'
  readonly decision: AcceptDecision
  readonly execution: Execution
}

/** The certificate was ACTIVE before; nothing was done. */
export interface AlreadyActiveOutcome extends Outcome {
  readonly kind: 'already-active'
}

/** What is wrong, said as errors say it. Never holds a secret, nor a certificate. */
export interface Complaint {
  /** That of the error where there is one, else the outcome's reason. */
  readonly code: string
  /** What is wrong: a field of the event, of AWS's answer or of a step, or an option of the handler. */
  readonly field?: string | undefined
  /** Its value; absent where there is none, or none that can be shown. */
  readonly value?: string | undefined
  /** What can be done about it. */
  readonly remedy: string
}

/** The registration refused the device, and the consequence was carried out. */
export interface JudgedRefusal extends Outcome {
  readonly kind: 'refused'
  readonly reason: 'rejected'
  readonly decision: RejectDecision
  readonly execution: Execution
}

/** The handler refused the device before there was anything to decide on; nothing was done. */
export interface UnjudgedRefusal extends Outcome, Complaint {
  readonly kind: 'refused'
  readonly reason: Exclude<RefusedReason, 'rejected'>
  readonly field: string
  readonly decision?: undefined
  readonly execution?: undefined
}

export type RefusedOutcome = JudgedRefusal | UnjudgedRefusal

/** A question is open. The certificate waits, and so does the message. */
export interface UndecidedOutcome extends Outcome {
  readonly kind: 'undecided'
  readonly decision: UndecidedDecision
}

/** Not done. `retryable` tells whether the same message can succeed without anybody changing anything. */
export interface FailedOutcome extends Outcome, Complaint {
  readonly kind: 'failed'
  readonly reason: FailedReason
  readonly retryable: boolean
  /** For `deadline`: whether anything was begun; otherwise the message goes back untouched. */
  readonly begun?: boolean
  readonly decision?: Decision
  readonly execution?: Execution
}

/** What became of one registration event. */
export type JitrOutcome = RegisteredOutcome | AlreadyActiveOutcome | RefusedOutcome | UndecidedOutcome | FailedOutcome

/** Outcomes that end a message; the others send it back, to be delivered again or put aside. */
export type SettledJitrOutcome = RegisteredOutcome | AlreadyActiveOutcome | RefusedOutcome

export const isSettled = (outcome: JitrOutcome): outcome is SettledJitrOutcome =>
  outcome.kind === 'registered' || outcome.kind === 'already-active' || outcome.kind === 'refused'

/** Whether a refusal is the event's fault, and says nothing about the certificate. */
const isOfEvent = ({ decision }: RefusedOutcome): boolean =>
  decision?.findings.some(({ code, ok }) => !ok && code === 'event-mismatch') === true

/**
 * Whether an outcome holds for further events of the certificate: not if a true event, or the next look, can tell otherwise; nor where it was
 * only remembered, since that holds for the events that were published before it, and forged ones would prolong it.
 */
export const isLasting = (outcome: JitrOutcome): outcome is SettledJitrOutcome => {
  if (outcome.remembered === true) return false
  if (outcome.kind === 'refused') return outcome.reason !== 'certificate-unknown' && !isOfEvent(outcome)
  return isSettled(outcome)
}
