import { passTime } from '../concurrency/pass-time.js'
import { numberOption } from '../options/number-option.js'
import { requireFunction } from '../options/required-option.js'

/** How long deletions wait for detachments that AWS has answered and not carried out yet. */
export interface DeletionWaitOptions {
  /**
   * How long, in milliseconds, the deletion of a certificate or a thing waits for what was detached before: 0 to 600000. Default 60000.
   * AWS detaches within seconds, after it has answered. What is not deleted by then fails as `step-retryable`.
   */
  readonly detachmentWaitMs?: number
  /**
   * The same for the deletion of a policy, which AWS allows up to five minutes after its detachment: 0 to 900000. Default 330000. Give less
   * where the driver works in a Lambda function.
   */
  readonly policyDetachmentWaitMs?: number
  /** Passes the milliseconds between two attempts. Default: a timer. */
  readonly sleep?: (ms: number) => Promise<void>
}

export type DeletionWaits = Required<DeletionWaitOptions>

/** @throws {AdapterError} `adapter-option` */
export const readDeletionWaits = (options: DeletionWaitOptions): DeletionWaits => {
  const { sleep = passTime } = options
  requireFunction(sleep, 'sleep')
  const detachments = { fallback: 60_000, min: 0, max: 600_000 }
  const policies = { fallback: 330_000, min: 0, max: 900_000 }
  return {
    detachmentWaitMs: numberOption('detachmentWaitMs', options.detachmentWaitMs, detachments),
    policyDetachmentWaitMs: numberOption('policyDetachmentWaitMs', options.policyDetachmentWaitMs, policies),
    sleep,
  }
}
