import { quote } from '../error/quote.js'
import { isThingplanError } from '../error/thingplan-error.js'
import type { StepFailure } from './execution.js'
import { StepError } from './step-error.js'

/** Also one that another installed copy of the package has thrown. */
const isStepError = (error: unknown): error is StepError =>
  error instanceof StepError || (isThingplanError(error) && error.name === 'StepError')

/** Of a foreign error only name and message are told, bounded: whatever else hangs on it may hold a secret. */
const unexpected = (thrown: unknown): StepError => {
  const what =
    thrown instanceof Error ? `${quote(thrown.name)}: ${quote(thrown.message)}` : 'something that is no error'
  return new StepError('step-unexpected', `the driver threw ${what}`, {
    remedy: 'execute the plan again; if it stays so, report it to the author of the driver',
  })
}

const failureOf = ({ code, message, retryable, awsError, field, remedy, owner }: StepError): StepFailure =>
  Object.freeze({
    code,
    message,
    retryable,
    ...(awsError === undefined ? undefined : { awsError }),
    ...(field === undefined ? undefined : { field }),
    ...(remedy === undefined ? undefined : { remedy }),
    ...(owner === undefined ? undefined : { owner }),
  })

/** What a driver threw, as an execution records it. */
export const recordFailure = (thrown: unknown): StepFailure =>
  failureOf(isStepError(thrown) ? thrown : unexpected(thrown))
