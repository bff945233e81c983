import { quote, quoteInFull, type Step, StepError, type StepErrorCode } from '@thingplan/core'
import type { CallFailure } from './attempt.js'
import { stepSubject } from './step-subject.js'

export interface Refusal {
  readonly remedy: string
  readonly owner?: string | undefined
  readonly awsError?: string
  readonly cause?: unknown
}

/** The error of a step that the driver itself does not go on with. */
export const refuseStep = (step: Step, code: StepErrorCode, message: string, refusal: Refusal): StepError =>
  new StepError(code, message, { ...stepSubject(step), ...refusal, stepId: step.id })

/** The error of a step that AWS did not carry out. */
export const failStep = (step: Step, failure: CallFailure): StepError => {
  const { value } = stepSubject(step)
  const said = failure.message === '' ? '' : `: ${quoteInFull(failure.message)}`
  return refuseStep(step, failure.code, `${failure.operation} for ${quote(value)} failed with ${failure.name}${said}`, {
    remedy: failure.remedy,
    awsError: failure.name,
    cause: failure.cause,
  })
}

/** The error of a step whose ground moved while it was done; the next execution finds firm ground. */
export const interruptStep = (step: Step, message: string): StepError =>
  refuseStep(step, 'step-retryable', message, { remedy: 'execute the plan again' })
