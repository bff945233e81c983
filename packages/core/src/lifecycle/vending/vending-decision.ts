import type { Plan } from '../../plan/plan.js'
import type { Finding } from '../../registration/finding.js'
import type { Question } from '../../registration/question.js'
import type { Delivery } from '../device-store/device-record.js'
import type { AttemptWrite, DeviceWrite } from '../device-store/device-store.js'
import type { VendingRefusalReason } from './vending-refusals.js'
import type { VendingTransitionName } from './vending-transitions.js'

/** Something that only the outside can do. Its outcome is a fact of the next decision. */
export type VendingEffect =
  /**
   * Look for a certificate with the key that is INACTIVE and was issued since the claim (ms since 1970): `facts.found`. An older one
   * may be one that was retired.
   */
  | {
      readonly effect: 'find'
      readonly id: string
      readonly issuer: string
      readonly keyHash: string
      readonly since: number
    }
  /** Have a certificate issued, INACTIVE: `facts.issued`. Not after `before`, when another may have taken over (ms since 1970). */
  | {
      readonly effect: 'issue'
      readonly id: string
      readonly issuer: string
      readonly serialNumber: string
      readonly csr: string
      readonly keyHash: string
      readonly before: number
    }
  /** Carry out a plan: `facts.completed`, or `facts.failed`. */
  | { readonly effect: 'execute'; readonly id: string; readonly plan: Plan }
  /** Answer the registration's questions: `facts.answers`. */
  | { readonly effect: 'ask'; readonly id: string; readonly questions: readonly Question[] }

/** What the device is told. The private key of a `sealed` or `plain` delivery is not in it: whoever made it has it. */
export interface VendingAnswer {
  readonly certificateId: string
  readonly certificatePem: string
  readonly keyHash: string
  readonly delivery: Delivery
  readonly thingName?: string | undefined
}

/** Why a request is refused. `reason` is for the audit record; the device is told status, code and time only. */
export interface VendingRefusal {
  readonly reason: VendingRefusalReason
  /** HTTP status. */
  readonly status: number
  /** What may be told. Unknown device and wrong token have the same. */
  readonly code: string
  /** After which time asking again can help. */
  readonly retryAfterMilliseconds?: number | undefined
  /** Of the registration that refused the issued certificate. */
  readonly findings?: readonly Finding[] | undefined
}

interface Decided {
  /** The row of `vendingTransitions`. */
  readonly transition: VendingTransitionName
}

/** Write, where there is something to write; then the effect, where there is one; then decide anew. On a conflict, read and decide anew. */
export interface ProceedVending extends Decided {
  readonly verdict: 'proceed'
  readonly write?: DeviceWrite | undefined
  readonly effect?: VendingEffect | undefined
}

export interface AnswerVending extends Decided {
  readonly verdict: 'answer'
  readonly answer: VendingAnswer
}

export interface RefuseVending extends Decided {
  readonly verdict: 'refuse'
  readonly refusal: VendingRefusal
  /** Counts a wrong credential. A conflict may be tried again a few times, then forgotten. */
  readonly attempts?: AttemptWrite | undefined
}

/** A sighting, or the time, changes nothing more. */
export interface SettledVending extends Decided {
  readonly verdict: 'settled'
}

export type VendingDecision = ProceedVending | AnswerVending | RefuseVending | SettledVending
