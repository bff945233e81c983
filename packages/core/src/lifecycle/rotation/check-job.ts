import { demand, isCount } from '../check-options.js'
import type { RotationJob } from './rotation-record.js'

/** Ids stand in records, logs and, behind the device's name, in jobs of AWS IoT (CreateJob, `jobId`). */
const isJobId = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9:_-]{1,128}$/.test(value)

/** Printable, so that it can stand in JSON as it is. */
export const isNonce = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{16,128}$/.test(value)

/** @throws {LifecycleError} `request-malformed` */
export const checkJob = (job: RotationJob): RotationJob => {
  const { id, nonce, deadline } = job
  demand(isJobId(id), 'request-malformed', 'job.id', '1 to 128 of A-Z a-z 0-9 : _ -')
  demand(nonce === undefined || isNonce(nonce), 'request-malformed', 'job.nonce', '16 to 128 printable characters')
  demand(isCount(deadline), 'request-malformed', 'job.deadline', 'milliseconds since 1970')
  return Object.freeze(nonce === undefined ? { id, deadline } : { id, nonce, deadline })
}
