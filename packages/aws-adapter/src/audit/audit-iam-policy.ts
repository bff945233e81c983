import type { IamPolicyDocument } from '../iam/iam-policy-document.js'
import { policyOf } from '../iam/permission.js'
import { eventBusPermissions, queuePermissions, tablePermissions } from '../iam/source-permissions.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'

export interface AuditIamPolicyOptions {
  /** ARN of the table of `createDynamoDbAuditSink`. Default: none. */
  readonly table?: string
  /** ARN of the queue of `createSqsAuditSink`. Default: none. */
  readonly queue?: string
  /** ARN of the event bus of `createEventBridgeAuditSink`. Default: none. */
  readonly eventBus?: string
}

const known: readonly (keyof AuditIamPolicyOptions)[] = ['table', 'queue', 'eventBus']

/**
 * The least that a role must be allowed beside what it registers with, so that the audit sinks can write: PutItem, SendMessage and
 * PutEvents, each on one resource. Sinks that write lines need nothing. A table, a queue or a bus with a key of yours needs the
 * permissions of that key too.
 *
 * @param options - ARNs, literal or as references that a deployment resolves
 * @throws {AdapterError} `adapter-option`
 * @see Service Authorization Reference, "Actions, resources, and condition keys" for DynamoDB, SQS and EventBridge
 *
 * @example
 * ```ts
 * import { auditIamPolicy } from '@thingplan/aws-adapter/audit'
 *
 * const { Statement } = auditIamPolicy({ table: '${Log.Arn}', queue: 'arn:aws:sqs:eu-central-1:123456789012:audit' })
 * Statement.map(({ Action }) => Action) // => [['dynamodb:PutItem'], ['sqs:SendMessage']]
 * ```
 */
export const auditIamPolicy = (options: AuditIamPolicyOptions): IamPolicyDocument => {
  refuseUnknownOptions('auditIamPolicy', options, known)
  const { table, queue, eventBus } = options
  return policyOf([
    ...(table === undefined ? [] : tablePermissions('table', table, ['PutItem'])),
    ...(queue === undefined ? [] : queuePermissions('queue', queue)),
    ...(eventBus === undefined ? [] : eventBusPermissions('eventBus', eventBus)),
  ])
}
