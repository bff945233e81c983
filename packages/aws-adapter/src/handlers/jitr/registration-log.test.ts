import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { defineRegistration, requireSubject } from '@thingplan/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuditTrail } from '../../audit/create-audit-trail.js'
import { awsError } from '../../fixtures/aws-error.js'
import { emulateAccount } from '../../fixtures/emulated-account.js'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { type StartedDynamoDb, startDynamoDb } from '../../fixtures/start-dynamodb.js'
import { createDynamoDbAuditSink } from '../../stores/dynamodb/dynamodb-audit-sink.js'
import { createJitrHandler } from './create-jitr-handler.js'

const tableName = 'registration-log'
let dynamoDb: StartedDynamoDb
let client: DynamoDBClient

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
  client = dynamoDb.client
  await dynamoDb.createTable(tableName, 'certificateId', 'timestamp')
})

afterAll(() => dynamoDb.stop())

const log = async (): Promise<readonly (readonly (string | undefined)[])[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }))
  const line = ({ certificateId, type, error }: Record<string, AttributeValue>) => [
    certificateId?.S,
    type?.S,
    error?.S?.split(':')[0],
  ]
  return Items.map(line).toSorted((left, right) => String(left).localeCompare(String(right)))
}

describe('the log of the universal JITR, written by a handler', () => {
  it('has one item for every message of a batch, and one more for each that is delivered again', async () => {
    const account = await emulateAccount()
    const iot = account.emulator.createClient({ transport: 'full' })
    let isThrottled = true
    iot.middlewareStack.add(
      (next) => async (request) => {
        const { input } = request
        if (isThrottled && 'thingName' in input && input.thingName === 'sensor-2') throw awsError('ThrottlingException')
        return next(request)
      },
      { step: 'initialize' },
    )
    let now = Date.parse('2026-11-22T10:00:00Z')
    const handler = createJitrHandler({
      registration: defineRegistration({
        name: 'sensors',
        rules: [requireSubject({ title: ['iot'] })],
        profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
      }),
      client: iot,
      clock: () => new Date(now),
      duplicates: false,
      audit: createAuditTrail({ sinks: [createDynamoDbAuditSink({ client, tableName })] }),
    })
    const [good, busy, wrong] = await Promise.all([
      account.issue({ CN: '1', title: 'iot' }),
      account.issue({ CN: '2', title: 'iot' }),
      account.issue({ CN: '3', title: 'other' }),
    ])
    const batch = sqsEvent(await account.knock(good), await account.knock(busy), await account.knock(wrong), 'no JSON')

    expect(failedMessages(await handler(batch))).toEqual(['m-1', 'm-3'])
    const first = [
      [good.id, 'SUCCESS', undefined],
      [busy.id, 'FAILURE', 'step-retryable'],
      [wrong.id, 'FAILURE', 'subject-field-mismatch'],
      ['unknown:m-3', 'FAILURE', 'event-malformed'],
    ]
    const sorted = (lines: readonly (readonly (string | undefined)[])[]) =>
      lines.toSorted((left, right) => String(left).localeCompare(String(right)))
    expect(await log()).toEqual(sorted(first))

    isThrottled = false
    now += 180_000
    expect(failedMessages(await handler(batch))).toEqual(['m-3'])
    expect(await log()).toEqual(
      sorted([...first, [good.id, 'SUCCESS', undefined], [busy.id, 'SUCCESS', undefined], ...first.slice(2)]),
    )
  })
})
