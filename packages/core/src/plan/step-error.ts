import { type ErrorDetails, ThingplanError } from '../error/thingplan-error.js'

/** Why a step was not done. */
export type StepErrorCode =
  /** Throttled, interrupted or unavailable: the same plan may be executed again. */
  | 'step-retryable'
  /** The driver failed in a way that it does not know; treated as retryable, never as done. */
  | 'step-unexpected'
  /** The thing belongs to another certificate, or shows no owner. */
  | 'thing-owned-by-another'
  /** The certificate is in a status that the step does not expect. */
  | 'certificate-state-changed'
  /** A policy of that name exists with another document. */
  | 'policy-differs'
  /** A thing type of that name exists with other searchable attributes. */
  | 'thing-type-differs'
  /** Something that the step needs does not exist and cannot be made. */
  | 'prerequisite-missing'
  /** The account's quota is used up. */
  | 'quota-exceeded'
  /** The executing role may not do this. */
  | 'access-denied'
  /** The world refused the step for good. */
  | 'step-refused'

export interface StepErrorDetails extends ErrorDetails {
  readonly stepId?: string
  /** Name of the foreign error, for example `ResourceNotFoundException`. */
  readonly awsError?: string
  /** For `thing-owned-by-another`: whom the thing shows as its owner; the id of a certificate, or any other mark or principal. */
  readonly owner?: string | undefined
}

export class StepError extends ThingplanError<StepErrorCode> {
  override readonly name = 'StepError'
  readonly stepId: string | undefined
  readonly awsError: string | undefined
  readonly owner: string | undefined

  constructor(code: StepErrorCode, message: string, details: StepErrorDetails = {}) {
    super(code, message, details)
    this.stepId = details.stepId
    this.awsError = details.awsError
    this.owner = details.owner
  }

  /** Whether executing the same plan again can succeed without anybody changing anything. */
  get retryable(): boolean {
    return this.code === 'step-retryable' || this.code === 'step-unexpected'
  }
}
