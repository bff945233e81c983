import type { Plan, Step, StepResult } from '@thingplan/core'
import { attempt } from './attempt.js'
import type { IotOperation } from './iot-operation.js'
import { resultOfCall } from './result-of-call.js'

/** A call of a step, and what it takes for granted. */
export interface AssumingCall<Assumed extends Step> {
  readonly operation: IotOperation
  readonly send: () => Promise<unknown>
  /** The step of the plan that was assumed to be done. */
  readonly isAssumed: (step: Step) => step is Assumed
  /** Makes sure of it after all. */
  readonly ensure: (assumed: Assumed) => Promise<void>
}

/** Makes a call; where AWS answers that something is missing, makes sure of what was only assumed, and calls once more. */
export const callAssuming = async <Assumed extends Step>(
  step: Step,
  plan: Plan,
  { operation, send, isAssumed, ensure }: AssumingCall<Assumed>,
): Promise<StepResult> => {
  const call = await attempt(operation, send())
  const isMissing = !call.ok && call.failure.kind === 'missing-prerequisite'
  const assumed = isMissing ? plan.steps.find(isAssumed) : undefined
  if (assumed === undefined) return resultOfCall(step, call)
  await ensure(assumed)
  return { ...resultOfCall(step, await attempt(operation, send())), repaired: [assumed.id] }
}
