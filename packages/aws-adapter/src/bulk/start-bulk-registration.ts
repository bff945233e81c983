import { StartThingRegistrationTaskCommand } from '@aws-sdk/client-iot'
import { type ProvisioningTemplate, provisioningTemplateBody } from '@thingplan/core/provisioning'
import { AdapterError } from '../error/adapter-error.js'
import { callAws } from '../error/call-aws.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient } from '../options/required-option.js'
import { inputFileBucketText, inputFileKeyText, roleArnText, textOption } from '../options/text-option.js'
import { requireTemplate } from '../provisioning/template/require-template.js'
import type { BulkStartCalls } from './bulk-calls.js'

export interface StartBulkRegistrationOptions {
  /** An `IoTClient`, or anything else that makes this call. */
  readonly client: BulkStartCalls
  /** Of kind `bulk`. */
  readonly template: ProvisioningTemplate
  /** The bucket with the lines of `bulkRegistrationLines`. */
  readonly inputFileBucket: string
  readonly inputFileKey: string
  /** ARN of a role that may read the file and do what the template needs; see `provisioningRole` with `inputFileBucket`. */
  readonly roleArn: string
}

const known: readonly (keyof StartBulkRegistrationOptions)[] = [
  'client',
  'template',
  'inputFileBucket',
  'inputFileKey',
  'roleArn',
]

/**
 * Starts a bulk registration of the devices in a file.
 *
 * Not idempotent: each call is another task, and AWS runs one per account at a time. Its calls count against the account's
 * ordinary quotas, so that devices that register themselves meanwhile are slower.
 *
 * @param options - all are required
 * @returns the task's id, for `readBulkReports`
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CallError} where AWS does not start it, as while another one runs
 * @see AWS IoT API Reference, "StartThingRegistrationTask"
 *
 * @example
 * ```ts no-run
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { startBulkRegistration } from '@thingplan/aws-adapter/bulk'
 * import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * declare const text: string
 * const { taskId } = await startBulkRegistration({
 *   client: new IoTClient({ region: 'eu-central-1' }),
 *   template: parseProvisioningTemplate(text, 'bulk'),
 *   inputFileBucket: 'onboarding',
 *   inputFileKey: 'devices.jsonl',
 *   roleArn: 'arn:aws:iam::123456789012:role/provisioning',
 * })
 * ```
 */
export const startBulkRegistration = async (
  options: StartBulkRegistrationOptions,
): Promise<{ readonly taskId: string }> => {
  refuseUnknownOptions('startBulkRegistration', options, known)
  const { client } = options
  requireClient(client, 'client')
  const templateBody = provisioningTemplateBody(requireTemplate(options.template, ['bulk']))
  const inputFileBucket = textOption('inputFileBucket', options.inputFileBucket, inputFileBucketText)
  const inputFileKey = textOption('inputFileKey', options.inputFileKey, inputFileKeyText)
  const roleArn = textOption('roleArn', options.roleArn, roleArnText)
  const command = new StartThingRegistrationTaskCommand({ templateBody, inputFileBucket, inputFileKey, roleArn })
  const subject = { field: 'inputFileKey', value: inputFileKey }
  const { taskId } = await callAws('StartThingRegistrationTask', subject, () => client.send(command))
  if (taskId !== undefined) return { taskId }
  throw new AdapterError('answer-malformed', 'StartThingRegistrationTask answered without `taskId`', {
    field: 'taskId',
  })
}
