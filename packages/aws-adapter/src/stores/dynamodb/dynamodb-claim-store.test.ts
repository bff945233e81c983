import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeClaimStore } from '../../fixtures/claim-store-contract.js'
import { type StartedDynamoDb, startDynamoDb } from '../../fixtures/start-dynamodb.js'
import { createDynamoDbClaimStore, type DynamoDbClaimStoreOptions } from './dynamodb-claim-store.js'

const TableName = 'claims'
let dynamoDb: StartedDynamoDb
let client: DynamoDBClient

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
  client = dynamoDb.client
  await dynamoDb.createTable(TableName, 'certificateId')
})

afterAll(() => dynamoDb.stop())

describeClaimStore('createDynamoDbClaimStore', () => {
  let now = Date.UTC(2026, 10, 22)
  const clock = (): Date => new Date(now)
  const times = { leaseMs: 60_000, settledMs: 30_000, rememberedMs: 90_000 }
  return {
    worker: () => createDynamoDbClaimStore({ client, tableName: TableName, clock, ...times }),
    now: () => now,
    pass: (ms) => {
      now += ms
    },
  }
})

describe('createDynamoDbClaimStore', () => {
  const now = new Date('2026-11-22T00:00:00.500Z')
  const certificateId = 'f'.repeat(64)

  it('writes one item per certificate, whose time to live is in seconds', async () => {
    const store = createDynamoDbClaimStore({ client, tableName: TableName, clock: () => now, token: () => 'mine' })
    await store.claim(certificateId)
    const read = await client.send(new GetItemCommand({ TableName, Key: { certificateId: { S: certificateId } } }))
    expect(read.Item).toEqual({
      certificateId: { S: certificateId },
      token: { S: 'mine' },
      until: { N: String(now.getTime() + 60_000) },
      expiresAt: { N: String(Math.ceil((now.getTime() + 60_000) / 1000)) },
    })
  })

  it('recognises its own claim when the SDK sends the put again', async () => {
    const store = createDynamoDbClaimStore({ client, tableName: TableName, token: () => 'same' })
    await store.claim('e'.repeat(64))
    expect(await store.claim('e'.repeat(64))).toEqual({ state: 'claimed', token: 'same' })
  })

  it('does not take a failing table for an answer', async () => {
    const store = createDynamoDbClaimStore({ client, tableName: 'no-such-table' })
    await expect(store.claim(certificateId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it.each([
    ['tableNam', { tableNam: 'x' }, 'tableNam'],
    ['tableName', { tableName: 'a table' }, 'tableName'],
    ['client', { client: undefined }, 'client'],
    ['token', { token: 'x' }, 'token'],
    ['leaseMs', { leaseMs: 900_001 }, 'leaseMs'],
  ])('refuses the option %s', (_what, change, field) => {
    const options = { client, tableName: TableName, ...change }
    expect(() => createDynamoDbClaimStore(options as DynamoDbClaimStoreOptions)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
