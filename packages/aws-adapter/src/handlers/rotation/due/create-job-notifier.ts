import { createHash } from 'node:crypto'
import { CreateJobCommand } from '@aws-sdk/client-iot'
import type { Account } from '@thingplan/core'
import { AdapterError } from '../../../error/adapter-error.js'
import { callUnless } from '../../../error/call-aws.js'
import { accountOption } from '../../../options/account-option.js'
import { numberOption } from '../../../options/number-option.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireClient } from '../../../options/required-option.js'
import { noticeText, type RotationNotice, type RotationNotifier } from './rotation-notice.js'

/** The call that makes jobs. An `IoTClient` fits without a cast. */
export interface JobCalls {
  send(command: CreateJobCommand): Promise<unknown>
}

export interface JobNotifierOptions {
  /** An `IoTClient`, or anything else that makes this call. */
  readonly client: JobCalls
  /** The account and region that the things are in. */
  readonly account: Account
  /** Things that share a job: 1 to 100. Default 100; with nonces each thing has a job of its own, which counts against the quota of active jobs. */
  readonly thingsPerJob?: number
}

/** AWS IoT API Reference, "CreateJob": `jobId` has at most 64 characters. Named by its things, a job that is made twice is one. */
const jobIdOf = (run: string, targets: readonly string[]): string =>
  `${run.replaceAll(':', '_').slice(0, 31)}-${createHash('sha256')
    .update([run, ...targets].join('\n'))
    .digest('hex')
    .slice(0, 32)}`

const documentOf = (notices: readonly RotationNotice[]): string => {
  const [notice, ...others] = notices
  if (notice !== undefined && (others.length === 0 || notices.every(({ nonce }) => nonce === undefined))) {
    return noticeText(notice)
  }
  throw new AdapterError('adapter-option', 'things with nonces of their own cannot share a job', {
    field: 'thingsPerJob',
    remedy: 'give 1, or leave the nonces out',
  })
}

/**
 * Tells devices by IoT Jobs: a job whose document is `{ "rotate": run, "deadline": milliseconds, "nonce": text }`, for devices that are
 * not connected as well.
 *
 * The caller needs `iot:CreateJob`, on the jobs and the things.
 *
 * @throws {AdapterError} `adapter-option`; `notify` rejects with `CallError`
 * @see AWS IoT Core Developer Guide, "Jobs"; API Reference, "CreateJob"
 *
 * @example
 * ```ts
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createJobNotifier } from '@thingplan/aws-adapter/rotation/due'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * createJobNotifier({ client: new IoTClient({ region: account.region }), account }).most // => 100
 * ```
 */
export const createJobNotifier = (options: JobNotifierOptions): RotationNotifier => {
  refuseUnknownOptions('createJobNotifier', options, ['client', 'account', 'thingsPerJob'])
  const { client } = options
  requireClient(client, 'client')
  const { id, region, partition } = accountOption(options.account)
  const most = numberOption('thingsPerJob', options.thingsPerJob, { fallback: 100, min: 1, max: 100 })
  return Object.freeze({
    most,
    notify: async (notices) => {
      const [first] = notices
      if (first === undefined) return
      const targets = notices.map(({ thingName }) => `arn:${partition}:iot:${region}:${id}:thing/${thingName}`)
      const jobId = jobIdOf(first.run, targets)
      const command = new CreateJobCommand({
        jobId,
        targets,
        document: documentOf(notices),
        targetSelection: 'SNAPSHOT',
      })
      const subject = { field: 'jobId', value: jobId }
      await callUnless('ResourceAlreadyExistsException', 'CreateJob', subject, () => client.send(command))
    },
  } satisfies RotationNotifier)
}
