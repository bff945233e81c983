import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { RotationState } from './rotation-state.js'

/** What carries a rotation on. */
export type RotationEvent =
  | 'device-registered'
  | 'rotation-offered'
  | 'request-accepted'
  | 'request-repeated'
  | 'issue-taken-over'
  | 'certificate-issued'
  | 'prepared'
  | 'acknowledged'
  | 'acknowledgement-repeated'
  | 'retired'
  | 'deadline-passed'
  | 'cancelled'
  | 'rollback-withheld'
  | 'rolled-back'
  | 'resumed'
  | 'tidied'
  | 'closed'

/** What is to be done; all of it converges, and is asked for again by whatever repeats. */
export type RotationTask = 'issue' | 'prepare' | 'complete' | 'roll-back' | 'tidy'

/** What the device is told. */
export type RotationAnswer = 'certificate' | 'acknowledgement' | 'refusal'

/** A row of the table: an event in a state, and what follows. */
export interface RotationTransition {
  readonly from: readonly RotationState[]
  readonly on: RotationEvent
  /** `same`: whichever it was. */
  readonly to: RotationState | 'same'
  /** The record changes, though its state does not. */
  readonly writes?: true
  readonly does?: RotationTask
  readonly answers?: RotationAnswer
}

/** The state machine of rotation, as data: `docs/rotation.md` is drawn from it, and every decision follows a row of it. */
export const rotationTransitions: readonly RotationTransition[] = /* @__PURE__ */ freezeDeeply([
  { from: ['allowed'], on: 'device-registered', to: 'registered' },
  { from: ['registered'], on: 'device-registered', to: 'same' },
  { from: ['registered', 'completed', 'rolled-back'], on: 'rotation-offered', to: 'offered' },
  { from: ['offered'], on: 'rotation-offered', to: 'same' },
  { from: ['offered'], on: 'request-accepted', to: 'issuing', does: 'issue' },
  { from: ['issuing'], on: 'issue-taken-over', to: 'same', writes: true, does: 'issue' },
  { from: ['issuing'], on: 'certificate-issued', to: 'preparing', does: 'prepare' },
  { from: ['preparing'], on: 'request-repeated', to: 'same', does: 'prepare' },
  { from: ['preparing'], on: 'resumed', to: 'same', does: 'prepare' },
  { from: ['preparing'], on: 'rollback-withheld', to: 'same', does: 'prepare' },
  { from: ['preparing'], on: 'prepared', to: 'proving', answers: 'certificate' },
  { from: ['proving'], on: 'request-repeated', to: 'same', answers: 'certificate' },
  { from: ['proving'], on: 'resumed', to: 'same', answers: 'certificate' },
  { from: ['proving'], on: 'rollback-withheld', to: 'same', answers: 'certificate' },
  { from: ['proving'], on: 'acknowledged', to: 'completing', does: 'complete' },
  { from: ['completing'], on: 'request-repeated', to: 'same', does: 'complete', answers: 'certificate' },
  { from: ['completing'], on: 'acknowledgement-repeated', to: 'same', does: 'complete' },
  { from: ['completing'], on: 'resumed', to: 'same', does: 'complete' },
  { from: ['completing'], on: 'retired', to: 'completed', answers: 'acknowledgement' },
  { from: ['completed'], on: 'request-repeated', to: 'same', answers: 'certificate' },
  {
    from: ['offered', 'issuing', 'preparing', 'proving', 'completed', 'rolling-back', 'rolled-back'],
    on: 'acknowledgement-repeated',
    to: 'same',
    answers: 'acknowledgement',
  },
  { from: ['offered', 'issuing'], on: 'deadline-passed', to: 'rolled-back' },
  { from: ['offered', 'issuing'], on: 'cancelled', to: 'rolled-back' },
  { from: ['preparing', 'proving'], on: 'deadline-passed', to: 'rolling-back', does: 'roll-back' },
  { from: ['preparing', 'proving'], on: 'cancelled', to: 'rolling-back', does: 'roll-back' },
  { from: ['rolling-back'], on: 'resumed', to: 'same', does: 'roll-back' },
  { from: ['rolling-back'], on: 'rolled-back', to: 'rolled-back', answers: 'refusal' },
  { from: ['completed', 'rolled-back'], on: 'resumed', to: 'same', does: 'tidy' },
  { from: ['completed', 'rolled-back'], on: 'tidied', to: 'same', writes: true },
  {
    from: [
      'allowed',
      'registered',
      'offered',
      'issuing',
      'preparing',
      'proving',
      'completing',
      'completed',
      'rolling-back',
      'rolled-back',
    ],
    on: 'closed',
    to: 'closed',
  },
])

/** The row of an event in a state; `undefined` where nothing follows from it there. */
export const transitionOf = (state: RotationState, event: RotationEvent): RotationTransition | undefined =>
  rotationTransitions.find(({ from, on }) => on === event && from.includes(state))
