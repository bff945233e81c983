import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { registered } from '../fixtures/audit-events.js'
import { createDynamoDbAuditSink } from '../stores/dynamodb/dynamodb-audit-sink.js'
import { type AuditIamPolicyOptions, auditIamPolicy } from './audit-iam-policy.js'
import { createEventBridgeAuditSink } from './eventbridge/create-eventbridge-audit-sink.js'
import { createSqsAuditSink } from './sqs/create-sqs-audit-sink.js'

const table = 'arn:aws:dynamodb:eu-central-1:123456789012:table/log'
const queue = 'arn:aws:sqs:eu-central-1:123456789012:audit'
const eventBus = 'arn:aws:events:eu-central-1:123456789012:event-bus/devices'

describe('auditIamPolicy', () => {
  it('allows each sink its one call, on its one resource', () => {
    expect(auditIamPolicy({ table, queue, eventBus })).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: [table] },
        { Effect: 'Allow', Action: ['events:PutEvents'], Resource: [eventBus] },
        { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [queue] },
      ],
    })
  })

  it('allows what the sinks call, and nothing else', async () => {
    const clients = [new DynamoDBClient({}), new SQSClient({}), new EventBridgeClient({})] as const
    const [dynamoDb, sqs, eventBridge] = clients
    const mocks = [mockClient(dynamoDb), mockClient(sqs), mockClient(eventBridge)]
    const sinks = [
      createDynamoDbAuditSink({ client: dynamoDb, tableName: 'log' }),
      createSqsAuditSink({ client: sqs, queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/audit' }),
      createEventBridgeAuditSink({ client: eventBridge }),
    ]
    // What is answered does not matter here, only what is asked.
    await Promise.allSettled(sinks.map((sink) => sink.record([registered()])))
    const asked = mocks.map((mock) => new Set(mock.calls().map(({ args: [command] }) => command.constructor.name)))
    expect(asked).toEqual([
      new Set(['PutItemCommand']),
      new Set(['SendMessageBatchCommand']),
      new Set(['PutEventsCommand']),
    ])
  })

  it.each<AuditIamPolicyOptions>([{ table: '${Log.Arn}' }, { queue: '${Queue.Arn}' }, { eventBus: '${Bus.Arn}' }])(
    'takes references: %j',
    (options) => {
      expect(auditIamPolicy(options).Statement[0]?.Resource).toEqual(Object.values(options))
    },
  )

  it('allows nothing where there is nothing to write to', () => {
    expect(auditIamPolicy({}).Statement).toEqual([])
  })

  it.each<[object, string]>([
    [{ table: '*' }, 'table'],
    [{ table: queue }, 'table'],
    [{ queue: 'arn:aws:sqs:eu-central-1:123456789012:*' }, 'queue'],
    [{ queue: 'audit' }, 'queue'],
    [{ eventBus: 'arn:aws:events:eu-central-1:123456789012:event-bus/*' }, 'eventBus'],
    [{ tables: [] }, 'tables'],
  ])('is refused for %j', (options, field) => {
    expect(() => auditIamPolicy(options)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
