import type { Step, StepResult } from '@thingplan/core'
import type { Attempt } from './attempt.js'
import { failStep } from './step-failure.js'

/** The result of a step that is a single call. */
export const resultOfCall = (step: Step, call: Attempt<unknown>): StepResult => {
  if (call.ok) return { outcome: 'done' }
  if (call.failure.kind === 'already-done') return { outcome: 'already-done' }
  throw failStep(step, call.failure)
}
