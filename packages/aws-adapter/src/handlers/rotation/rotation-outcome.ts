import type { Execution } from '@thingplan/core'
import type { RotationRefusal, RotationReply, RotationVerdict } from '@thingplan/core/lifecycle'
import type { Complaint } from '../jitr/jitr-outcome.js'

export type RotationRefusedReason =
  /** What the rule hands over is not what `rotationRules` selects. */
  | 'event-malformed'
  /** What the device has sent is no message of a rotation. */
  | 'request-malformed'
  /** Why the state machine lets the message change nothing. */
  | RotationRefusal

export type RotationFailedReason =
  /** The store did not answer, or holds what is no record. */
  | 'store-failed'
  /** Other workers have changed the record again and again. */
  | 'conflict'
  /** AWS IoT could not say how it is with the current certificate. */
  | 'describe-failed'
  /** Another worker is having the certificate issued. */
  | 'issue-under-way'
  /** There is no certificate: the issuer failed, or issued another than was asked for. */
  | 'issue-failed'
  /** A step of the plan was not done; `execution.steps` say which and why. */
  | 'execution-failed'
  /** The device could not be answered. */
  | 'publish-failed'
  /** The invocation would have ended before. */
  | 'deadline'
  /** Something that the handler does not know. */
  | 'unexpected'

interface Outcome {
  /** What the topic names, or whom the program speaks of. Absent where the message holds none. */
  readonly device?: string
  /** The certificate that has sent the message, as AWS IoT says. */
  readonly principal?: string
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  /** What was decided on the way, first the message itself. */
  readonly decisions: readonly RotationVerdict[]
}

/** The message was taken, and everything that followed from it is done. */
export interface AcceptedRotation extends Outcome {
  readonly kind: 'accepted'
  /** What the device was told last. */
  readonly reply?: RotationReply['kind']
}

/** The message has changed nothing. */
export interface RefusedRotation extends Outcome {
  readonly kind: 'refused'
  readonly reason: RotationRefusedReason
  readonly reply?: RotationReply['kind']
  /** Field of the message that is wrong, where it is one. */
  readonly field?: string | undefined
}

/** Not done, or not to its end. `retryable` tells whether the same message can bring it further without anybody changing anything. */
export interface FailedRotation extends Outcome, Complaint {
  readonly kind: 'failed'
  readonly reason: RotationFailedReason
  readonly retryable: boolean
  readonly execution?: Execution
}

/** What became of one message. */
export type RotationHandlerOutcome = AcceptedRotation | RefusedRotation | FailedRotation

/** Outcomes that end a message; a failed one goes back, to be delivered again or put aside. */
export type SettledRotation = AcceptedRotation | RefusedRotation

export const isSettled = (outcome: RotationHandlerOutcome): outcome is SettledRotation => outcome.kind !== 'failed'
