import { quote, type Registration } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import type { Permission } from './permission.js'
import { referencePattern } from './reference.js'

const part = `(?:[\\w.-]|${referencePattern})+`
const arnOf = (service: string, resource: string): RegExp =>
  new RegExp(`^(?:${referencePattern}|arn:${part}:${service}:${part}:${part}:${resource})$`)

const functionArn = arnOf('lambda', `function:${part}(?::(?:\\$LATEST|${part}))?`)
const tableArn = arnOf('dynamodb', `table/${part}`)
const queueArn = arnOf('sqs', part)
const eventBusArn = arnOf('events', `event-bus/(?:[/\\w.-]|${referencePattern})+`)

const refuse = (field: string, value: unknown, wanted: string): AdapterError =>
  new AdapterError('adapter-option', `${quote(field)} is not ${wanted}`, {
    field,
    value: typeof value === 'string' ? value : undefined,
    remedy: 'give the whole ARN without wildcards, or a reference such as ${Table.Arn} that your deployment resolves',
  })

/**
 * What `lambdaVerifier` needs, for those of the registration's verifiers that are Lambda functions.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const verifierPermissions = (
  { name, verifiers }: Pick<Registration, 'name' | 'verifiers'>,
  functions: Readonly<Record<string, string>>,
): readonly Permission[] =>
  Object.entries(functions).map(([verifier, arn]) => {
    const field = `verifierFunctions.${verifier}`
    if (!verifiers.includes(verifier)) {
      throw new AdapterError('adapter-option', `registration ${quote(name)} does not ask ${quote(verifier)}`, {
        field,
        value: verifier,
        remedy: verifiers.length > 0 ? `use one of: ${verifiers.join(', ')}` : 'leave `verifierFunctions` out',
      })
    }
    if (typeof arn !== 'string' || !functionArn.test(arn)) throw refuse(field, arn, 'the ARN of a Lambda function')
    return { action: 'lambda:InvokeFunction', on: [arn] }
  })

/**
 * Operations on a table of DynamoDB.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const tablePermissions = (
  field: string,
  table: string,
  operations: readonly string[],
): readonly Permission[] => {
  if (typeof table !== 'string' || !tableArn.test(table)) throw refuse(field, table, 'the ARN of a DynamoDB table')
  return operations.map((operation) => ({ action: `dynamodb:${operation}`, on: [table] }))
}

/**
 * What `createDynamoDbClaimStore` needs: conditional writes, and a look at who holds a claim.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const claimPermissions = (table: string): readonly Permission[] =>
  tablePermissions('claimTable', table, ['DeleteItem', 'GetItem', 'PutItem'])

/**
 * What `createSqsAuditSink` needs: SendMessageBatch is authorised as SendMessage (Amazon SQS Developer Guide, "Amazon SQS API
 * permissions").
 *
 * @throws {AdapterError} `adapter-option`
 */
export const queuePermissions = (field: string, queue: string): readonly Permission[] => {
  if (typeof queue !== 'string' || !queueArn.test(queue)) throw refuse(field, queue, 'the ARN of a queue')
  return [{ action: 'sqs:SendMessage', on: [queue] }]
}

/**
 * What `createEventBridgeAuditSink` needs.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const eventBusPermissions = (field: string, bus: string): readonly Permission[] => {
  if (typeof bus !== 'string' || !eventBusArn.test(bus)) throw refuse(field, bus, 'the ARN of an event bus')
  return [{ action: 'events:PutEvents', on: [bus] }]
}
