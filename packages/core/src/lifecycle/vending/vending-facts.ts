import type { Certificate } from '../../certificate/certificate.js'
import type { Answers } from '../../registration/question.js'
import type { AttemptRecord } from '../device-store/attempt-record.js'

/** A certificate that was issued, or found. */
export interface VendedCertificate {
  readonly certificate: Certificate
  /** Whether the registry knows it, as INACTIVE: so it is with what AWS IoT issued. What another CA issued is registered by the plan. */
  readonly registered: boolean
  /** The CA's, where several registered CAs have its name. */
  readonly caCertificatePem?: string | undefined
}

/** An effect that was tried in vain. */
export interface FailedEffect {
  /** The effect's. */
  readonly id: string
  /** For a plan: the `StepErrorCode`. */
  readonly code: string
}

/** Everything but request and record that a decision may depend on: what the outside knows, and what came of the last effects. */
export interface VendingFacts {
  readonly now: Date
  /** Random text of this invocation, at least 16 characters: whoever holds a lease goes on, everybody else waits. */
  readonly holder: string
  /** The answer to whether the device is the caller's. Without an answer it is not. */
  readonly ownsDevice?: boolean | undefined
  /** Whether the request's sealing key was signed with a key that the device is known to hold. */
  readonly sealingKeySigned?: boolean | undefined
  /** What the store holds of the request's source. */
  readonly attempts?: AttemptRecord | undefined
  /** What `find` found: null for nothing. Counts, as `issued` does, beside the id of the effect in `completed`. */
  readonly found?: VendedCertificate | null | undefined
  /** What `issue` issued. */
  readonly issued?: VendedCertificate | undefined
  /** Ids of the effects that were carried out in this invocation. */
  readonly completed?: readonly string[] | undefined
  readonly failed?: FailedEffect | undefined
  /** What the registration asked. */
  readonly answers?: Answers | undefined
}
