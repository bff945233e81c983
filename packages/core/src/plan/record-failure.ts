import { quote } from '../error/quote.js'
import { isThingplanError } from '../error/thingplan-error.js'
import type { StepFailure } from './execution.js'
import { StepError } from './step-error.js'

/** Also one that another installed copy of the package has thrown. */
const isStepError = (error: unknown): error is StepError => isThingplanError(error) && error.name === 'StepError'

/** Of a foreign error only name and message are told, bounded: whatever else hangs on it may hold a secret. */
const unexpected = (thrown: unknown): StepError => {
  const what =
    thrown instanceof Error ? `${quote(thrown.name)}: ${quote(thrown.message)}` : 'something that is no error'
  return new StepError('step-unexpected', `the driver threw ${what}`, {
    remedy: 'try again, then report it to the author of the driver',
  })
}

/** What a driver threw, as an execution records it. */
export const recordFailure = (thrown: unknown): StepFailure => {
  const error = isStepError(thrown) ? thrown : unexpected(thrown)
  const { code, message, retryable } = error
  const failure: { -readonly [Field in keyof StepFailure]: StepFailure[Field] } = { code, message, retryable }
  for (const field of ['awsError', 'field', 'remedy', 'owner'] as const) {
    const said = error[field]
    if (said !== undefined) failure[field] = said
  }
  return Object.freeze(failure)
}
