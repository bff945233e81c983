import { isThingplanError } from '@thingplan/core'
import { CallError } from '../../error/call-error.js'
import { errorName } from '../../error/error-name.js'
import type { Complaint } from '../jitr/jitr-outcome.js'
import type { RotationFailedReason } from './rotation-outcome.js'

/** Failures of an issuer, or of a look at a registry that is behind, that the next attempt may not meet. */
const passing: readonly string[] = ['issuer-failed', 'issuer-deadline', 'issuer-aborted', 'policies-not-seen']

/** Our own errors stay what they are, unless they say otherwise; nobody knows that of foreign ones. */
const isPassing = (error: unknown): boolean => {
  if (error instanceof CallError) return error.retryable
  return !isThingplanError(error) || passing.includes(error.code)
}

/** A stage of the work on a message that failed. */
export class StageError extends Error {
  override readonly name = 'StageError'
  readonly reason: RotationFailedReason
  readonly retryable: boolean
  readonly complaint: Complaint

  constructor(reason: RotationFailedReason, cause: unknown, said?: string) {
    const isOurs = isThingplanError(cause)
    super(said ?? (isOurs ? cause.message : `failed with ${errorName(cause)}`), { cause })
    this.reason = reason
    this.retryable = isPassing(cause)
    const remedy = 'look at what the client, the store, the issuer or the other options of the handler throw'
    this.complaint = isOurs
      ? { code: cause.code, field: cause.field, value: cause.value, remedy: cause.remedy ?? remedy }
      : { code: reason, remedy }
  }
}

/** Does a stage; what it throws is named by the stage. */
export const during = async <Value>(reason: RotationFailedReason, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof StageError ? error : new StageError(reason, error)
  }
}
