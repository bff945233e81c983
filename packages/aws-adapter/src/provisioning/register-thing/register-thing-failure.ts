import { quoteInFull, type SetCertificateStatusStep, type StepError } from '@thingplan/core'
import { classifyError, type ErrorClass } from '../../driver/error-classification.js'
import { refuseStep } from '../../driver/step-failure.js'
import { errorName } from '../../error/error-name.js'

/** What RegisterThing has been seen to answer where a type, a group or a policy does not exist. */
export const isMissing = (error: unknown): boolean =>
  ['ResourceNotFoundException', 'ResourceRegistrationFailureException'].includes(errorName(error))

/** ResourceConflictsException stands in the guide and not in the service's model, so that the message counts too. */
const isConflict = (error: unknown): boolean =>
  errorName(error) === 'ResourceConflictsException' ||
  (error instanceof Error && error.message.includes('ResourceConflictsException'))

const conflict: ErrorClass = {
  kind: 'conflict',
  code: 'step-retryable',
  remedy: 'execute the plan again: the thing has appeared since it was described',
}

const refused: ErrorClass = {
  kind: 'terminal',
  code: 'step-refused',
  remedy: 'read what AWS says; parts of the registration may have been done, so execute the plan step by step once',
}

const classify = (error: unknown): ErrorClass => {
  if (isConflict(error)) return conflict
  return errorName(error) === 'ResourceRegistrationFailureException' ? refused : classifyError(error)
}

/** The error of the step that stands for the whole call. */
export const registerThingFailed = (step: SetCertificateStatusStep, cause: unknown): StepError => {
  const awsError = errorName(cause)
  const { code, remedy } = classify(cause)
  const said = cause instanceof Error && cause.message !== '' ? `: ${quoteInFull(cause.message)}` : ''
  return refuseStep(step, code, `RegisterThing failed with ${awsError}${said}`, { remedy, awsError, cause })
}
