import type { Plan } from '../plan/plan.js'
import type { Finding } from './finding.js'
import type { Question } from './question.js'

/** What happens to the certificate of a refused device: nothing, INACTIVE, or REVOKED. */
export type Consequence = 'leave' | 'deactivate' | 'revoke'

interface Decided {
  readonly registration: string
  readonly certificateId: string
  /** All of them, the good ones too, in the order of the rules. */
  readonly findings: readonly Finding[]
}

export interface AcceptDecision extends Decided {
  readonly verdict: 'accept'
  /** Name of the profile that the device becomes. */
  readonly profile: string
  readonly plan: Plan
}

export interface RejectDecision extends Decided {
  readonly verdict: 'reject'
  readonly consequence: Consequence
  /** Carries out the consequence; without steps where that is `leave`. */
  readonly plan: Plan
}

export interface UndecidedDecision extends Decided {
  readonly verdict: 'undecided'
  /** What has to be answered, or answered again, before deciding anew. */
  readonly questions: readonly Question[]
}

/** Accept with a plan, reject with findings, or undecided with questions. A value; nothing has happened yet. */
export type Decision = AcceptDecision | RejectDecision | UndecidedDecision
