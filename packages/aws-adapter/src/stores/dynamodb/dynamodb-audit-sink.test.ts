import { type AttributeValue, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { parseAuditEvent } from '@thingplan/core/audit'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  auditedAt,
  auditedCertificateId,
  failed,
  oversized,
  refused,
  registered,
  registration,
  unread,
} from '../../fixtures/audit-events.js'
import { awsError } from '../../fixtures/aws-error.js'
import { type StartedDynamoDb, startDynamoDb } from '../../fixtures/start-dynamodb.js'
import { createDynamoDbAuditSink, type DynamoDbAuditSinkOptions } from './dynamodb-audit-sink.js'

let dynamoDb: StartedDynamoDb
let client: DynamoDBClient
let tables = 0
let tableName: string

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
  client = dynamoDb.client
})

afterAll(() => dynamoDb.stop())

beforeEach(async () => {
  tables += 1
  tableName = `log-${tables}`
  await dynamoDb.createTable(tableName, 'certificateId', 'timestamp')
})

const items = async (): Promise<readonly Record<string, AttributeValue>[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }))
  return Items.toSorted((left, right) => Number(left['timestamp']?.N) - Number(right['timestamp']?.N))
}

/** What item holds which event, in the order of the table. */
const eventIds = async (): Promise<readonly (string | undefined)[]> => (await items()).map(({ eventId }) => eventId?.S)

const at = auditedAt.getTime()

describe('createDynamoDbAuditSink, on a table of the universal JITR', () => {
  it('writes a success as the predecessor does', async () => {
    const success = registered()
    await createDynamoDbAuditSink({ client, tableName }).record([success])
    expect(await items()).toEqual([
      {
        certificateId: { S: auditedCertificateId },
        timestamp: { N: String(at) },
        thingName: { S: 'sensor-20481234' },
        type: { S: 'SUCCESS' },
        thingCategory: { S: 'iot' },
        serialNumber: { S: '20481234' },
        productId: { S: 'P-100' },
        eventId: { S: success.id },
      },
    ])
  })

  it.each([
    ['a refusal', refused(), 'subject-field-missing: the subject has no serial number'],
    ['a failure', failed(), 'step-retryable: rate exceeded'],
  ])('writes %s with its error', async (_what, event, error) => {
    await createDynamoDbAuditSink({ client, tableName }).record([event])
    expect(await items()).toMatchObject([{ type: { S: 'FAILURE' }, error: { S: error } }])
  })

  it('writes a message in which there is no certificate, too', async () => {
    await createDynamoDbAuditSink({ client, tableName }).record([unread('m-1'), unread()])
    const written = (await items()).map(({ certificateId }) => certificateId?.S)
    expect(written.toSorted()).toEqual(['unknown', 'unknown:m-1'])
  })

  it('leaves out what the predecessor has no item for', async () => {
    await createDynamoDbAuditSink({ client, tableName }).record(registration())
    expect(await items()).toHaveLength(1)
  })

  it('writes every event in the format `event`, with the event, and a `type` for ends alone', async () => {
    const events = registration()
    await createDynamoDbAuditSink({ client, tableName, format: 'event' }).record(events)
    const written = await items()
    expect(written.map(({ event }) => parseAuditEvent(event?.S ?? ''))).toEqual(events)
    expect(written.map(({ eventType }) => eventType?.S)).toEqual(events.map(({ type }) => type))
    expect(written.map(({ type }) => type?.S)).toEqual([undefined, undefined, undefined, undefined, 'SUCCESS'])
  })

  it('keeps events without a certificate together in both formats', async () => {
    const { correlationId: _none, ...alone } = unread()
    for (const event of [unread('m-1'), alone]) {
      for (const format of ['record', 'event'] as const) {
        await createDynamoDbAuditSink({ client, tableName, format }).record([event])
      }
    }
    expect(await items()).toHaveLength(2)
  })

  it('lets the table delete an item so many days after its event', async () => {
    await createDynamoDbAuditSink({ client, tableName, keepDays: 30 }).record([registered()])
    expect(await items()).toMatchObject([{ expiresAt: { N: String(at / 1000 + 30 * 86_400) } }])
  })
})

describe('createDynamoDbAuditSink, with events of one millisecond', () => {
  it('writes each, at the next millisecond that is free', async () => {
    const sink = createDynamoDbAuditSink({ client, tableName })
    const [first, second] = [refused('a'), refused('b')]
    await sink.record([first])
    await sink.record([second])
    expect(await eventIds()).toEqual([first.id, second.id])
    expect((await items()).map(({ timestamp }) => Number(timestamp?.N))).toEqual([at, at + 1])
  })

  it('writes none twice, however often, in whichever part and by whomever it is told', async () => {
    const events = registration()
    const sink = () => createDynamoDbAuditSink({ client, tableName, format: 'event' })
    await Promise.all([sink().record(events), sink().record(events), sink().record(events.slice(2))])
    await sink().record(events.slice(1))
    await sink().record(events.slice(3, 4))
    expect((await eventIds()).toSorted()).toEqual(events.map(({ id }) => id).toSorted())
  })

  it('does not overwrite an item of the predecessor', async () => {
    const theirs = { certificateId: { S: auditedCertificateId }, timestamp: { N: String(at) }, type: { S: 'FAILURE' } }
    await client.send(new PutItemCommand({ TableName: tableName, Item: theirs }))
    await createDynamoDbAuditSink({ client, tableName }).record([registered()])
    expect(await items()).toMatchObject([theirs, { type: { S: 'SUCCESS' } }])
  })

  it('gives up, aloud, where a hundred milliseconds are taken', async () => {
    const sink = createDynamoDbAuditSink({ client, tableName })
    for (let index = 0; index < 100; index += 1) {
      const taken = { certificateId: { S: auditedCertificateId }, timestamp: { N: String(at + index) } }
      await client.send(new PutItemCommand({ TableName: tableName, Item: taken }))
    }
    await expect(sink.record([registered()])).rejects.toMatchObject({ code: 'audit-not-recorded' })
  })

  it('makes one call an event, where all come together', async () => {
    const mock = mockClient(DynamoDBClient)
    const taken = new Map<string, string>()
    mock.on(PutItemCommand).callsFake(({ Item }) => {
      if ((taken.get(Item.timestamp.N) ?? Item.eventId.S) !== Item.eventId.S) {
        throw awsError('ConditionalCheckFailedException')
      }
      taken.set(Item.timestamp.N, Item.eventId.S)
    })
    const events = registration(10)
    await createDynamoDbAuditSink({ client: new DynamoDBClient({}), tableName, format: 'event' }).record(events)
    expect(mock.calls()).toHaveLength(events.length)
    mock.restore()
  })
})

describe('createDynamoDbAuditSink, where something fails', () => {
  const mocked = () => {
    const real = new DynamoDBClient({ region: 'eu-central-1' })
    return {
      mock: mockClient(real),
      sink: createDynamoDbAuditSink({ client: real, tableName: 'log', format: 'event' }),
    }
  }

  it('names what it did not write, and by which error', async () => {
    const { mock, sink } = mocked()
    mock.on(PutItemCommand).rejects(awsError('AccessDeniedException', 'no'))
    const event = registered()
    await expect(sink.record([event])).rejects.toMatchObject({
      name: 'AdapterError',
      code: 'audit-not-recorded',
      field: 'events',
      value: event.id,
      message: 'dynamodb log did not record 1 of 1 events: PutItem failed with AccessDeniedException: `no`',
      cause: { code: 'call-denied' },
    })
  })

  it('writes what is of other certificates, and leaves the rest of the failed one in its order', async () => {
    const { mock, sink } = mocked()
    const other = registered({ subject: { certificateId: 'b2'.repeat(32) } })
    const [first, second, third] = [refused('a'), refused('b'), refused('c')]
    mock.on(PutItemCommand).callsFake(({ Item }) => {
      if (Item.eventId.S === second.id) throw awsError('InternalServerError')
    })
    await expect(sink.record([first, second, third, other])).rejects.toMatchObject({
      value: [second, third].map(({ id }) => id).join(', '),
    })
    const sent = mock.commandCalls(PutItemCommand).map(({ args }) => args[0].input.Item?.['eventId']?.S)
    expect(sent).toEqual([first.id, second.id, other.id])
  })

  it('repeats no event and loses none when told again after a failure', async () => {
    const events = registration()
    const sink = (inner: DynamoDbAuditSinkOptions['client']) =>
      createDynamoDbAuditSink({ client: inner, tableName, format: 'event' })
    let calls = 0
    const failing = {
      send: async (command: PutItemCommand) => {
        calls += 1
        if (calls === 2) throw awsError('InternalServerError')
        const answer = await client.send(command)
        // The effect without the answer.
        if (calls === 5) throw awsError('TimeoutError')
        return answer
      },
    }
    await expect(sink(failing).record(events)).rejects.toThrow('did not record')
    await expect(sink(failing).record(events)).rejects.toThrow('did not record')
    await sink(client).record(events)
    expect(await eventIds()).toEqual(events.map(({ id }) => id))
  })

  it('writes no event that is too large, and all others', async () => {
    const { mock, sink } = mocked()
    const event = registered()
    const large = oversized()
    await expect(sink.record([large, event])).rejects.toMatchObject({ value: large.id })
    expect(mock.commandCalls(PutItemCommand)).toHaveLength(1)
  })

  it.each<[string, object, string]>([
    ['client', { client: {} }, 'client'],
    ['tableName', { tableName: 'a table' }, 'tableName'],
    ['format', { format: 'both' }, 'format'],
    ['keepDays', { keepDays: 0 }, 'keepDays'],
    ['keepDay', { keepDay: 1 }, 'keepDay'],
  ])('refuses the option %s', (_what, change, field) => {
    const options = { client, tableName, ...change }
    expect(() => createDynamoDbAuditSink(options as DynamoDbAuditSinkOptions)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
