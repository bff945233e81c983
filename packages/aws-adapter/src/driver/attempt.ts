import { errorName } from '../error/error-name.js'
import { classifyError, type ErrorClass } from './error-classification.js'
import type { IotOperation } from './iot-operation.js'

/** A call that AWS did not carry out, and what that means. */
export interface CallFailure extends ErrorClass {
  readonly operation: IotOperation
  /** Name of AWS's error. */
  readonly name: string
  /** What AWS says, as it says it: for a person only in quotes. */
  readonly message: string
  readonly cause: unknown
}

export type Attempt<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: CallFailure }

/** The outcome of a call as a value: half of what AWS answers as errors is news that a step goes on with. */
export const attempt = async <Answer>(operation: IotOperation, call: Promise<Answer>): Promise<Attempt<Answer>> => {
  try {
    return { ok: true, answer: await call }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : ''
    return {
      ok: false,
      failure: { operation, name: errorName(cause), message, cause, ...classifyError(cause, operation) },
    }
  }
}
