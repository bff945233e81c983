import type { Plan } from '../../plan/plan.js'
import type { RotationSubject } from './rotation-facts.js'
import type { RotationRecord } from './rotation-record.js'
import type { RotationRefusal } from './rotation-refusals.js'
import type { RotationState } from './rotation-state.js'
import type { RotationEvent } from './rotation-transitions.js'

/** What was decided on a message. */
export interface RotationVerdict {
  /**
   * - `advance`: the record changes.
   * - `repeat`: it was decided before; the same is to be done, and the same answered, again.
   * - `refuse`: nothing changes, and nothing is to be done.
   */
  readonly verdict: 'advance' | 'repeat' | 'refuse'
  readonly code: RotationEvent | RotationRefusal
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  /** Absent where there is no record. */
  readonly from?: RotationState
  readonly to?: RotationState
}

/** A certificate is to be issued; it comes back as the message `issued`. */
export interface IssueEffect {
  readonly effect: 'issue'
  readonly issuer: string
  readonly csr: string
  /** The key that the certificate has to be for. */
  readonly keyHash: string
  readonly subject: RotationSubject
  /** The version that the message `issued` has to name. */
  readonly ofVersion: number
  /** Names this one issuing, whoever tries it: at most 200 characters. */
  readonly idempotencyKey: string
  /**
   * Where another worker has set out before and not come back: since when, in milliseconds since 1970, there may be a certificate
   * for the key. Look for it first.
   */
  readonly begunAt?: number
}

/** What the device is told, on the topic of what it asked. */
export type RotationReply =
  | {
      readonly kind: 'certificate'
      readonly device: string
      readonly certificateId: string
      readonly certificatePem: string
    }
  | { readonly kind: 'acknowledgement'; readonly device: string; readonly certificateId: string }
  | {
      readonly kind: 'refusal'
      readonly device: string
      /** What is refused. */
      readonly of: 'request' | 'acknowledgement'
      readonly code: RotationRefusal
      readonly message: string
      /** The certificate that it is about; a device gives up no other for it. */
      readonly certificateId?: string
    }

/** Everything that follows from a message. Write the record first, then do the rest. */
export interface RotationOutcome {
  readonly decision: RotationVerdict
  /** The next record; the very one that was given where nothing changes. */
  readonly record: RotationRecord | undefined
  readonly plan?: Plan
  readonly reply?: RotationReply
  readonly effect?: IssueEffect
}
