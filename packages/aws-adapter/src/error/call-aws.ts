import { CallError, type CallSubject } from './call-error.js'

/**
 * The answer to a call.
 *
 * @throws {CallError}
 */
export const callAws = async <Answer>(
  operation: string,
  subject: CallSubject,
  send: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await send()
  } catch (cause) {
    throw new CallError(operation, subject, cause)
  }
}

/**
 * The answer to a call, or `undefined` where AWS answers with an error of this name: news that the caller goes on with.
 *
 * @throws {CallError} for every other error.
 */
export const callUnless = async <Answer>(
  expected: string,
  operation: string,
  subject: CallSubject,
  send: () => Promise<Answer>,
): Promise<Answer | undefined> => {
  try {
    return await callAws(operation, subject, send)
  } catch (error) {
    if (error instanceof CallError && error.awsError === expected) return undefined
    throw error
  }
}
