import { isThingplanError } from '@thingplan/core'
import { errorName } from '../../error/error-name.js'
import { AuthorityError } from '../authority-error.js'
import type { ResourceEnvelope } from './parse-resource-event.js'

/** The part of `fetch` that is used; `globalThis.fetch` fits. */
export type PutAnswer = (
  url: string,
  request: { readonly method: 'PUT'; readonly headers: Record<string, string>; readonly body: string },
) => Promise<{ readonly ok: boolean; readonly status: number }>

/** How a request ended. */
export type ResourceResult =
  | { readonly status: 'SUCCESS'; readonly physicalResourceId: string; readonly data: Readonly<Record<string, string>> }
  | { readonly status: 'FAILED'; readonly physicalResourceId: string; readonly reason: string }

const attempts = 3
/** An answer has at most 4096 bytes (AWS CloudFormation User Guide, "Custom resource response objects"). */
const longestReason = 512

/** What went wrong, for whoever looks at the stack. What foreign code throws may quote anything, so that its name is enough. */
export const reasonOf = (error: unknown): string => {
  if (!isThingplanError(error)) return `failed with ${errorName(error)}`
  const { code, message, remedy } = error
  return `${code}: ${message}${remedy === undefined ? '' : `; ${remedy}`}`.slice(0, longestReason)
}

/**
 * Answers CloudFormation, trying again where the answer does not arrive: a stack without one hangs for an hour.
 *
 * @throws {AuthorityError} `authority-answer`; Lambda then delivers the request anew, and everything in it converges.
 */
export const answerStack = async (
  put: PutAnswer,
  { responseUrl, stackId, requestId, logicalResourceId }: ResourceEnvelope,
  result: ResourceResult,
): Promise<void> => {
  const body = JSON.stringify({
    Status: result.status,
    PhysicalResourceId: result.physicalResourceId,
    StackId: stackId,
    RequestId: requestId,
    LogicalResourceId: logicalResourceId,
    ...(result.status === 'SUCCESS' ? { Data: result.data } : { Reason: result.reason }),
  })
  // The URL is signed for an empty type.
  const headers = { 'content-type': '', 'content-length': String(new TextEncoder().encode(body).length) }
  let problem = ''
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const { ok, status } = await put(responseUrl, { method: 'PUT', headers, body })
      if (ok) return
      problem = `status ${status}`
    } catch (error) {
      problem = errorName(error)
    }
  }
  throw new AuthorityError('authority-answer', `CloudFormation could not be answered: ${problem}`, {
    field: 'fetch',
    remedy: 'let the function reach S3 over HTTPS, for example through a gateway endpoint',
  })
}
