import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { CreateTableCommand, DynamoDBClient, GetItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeClaimStore } from '../../fixtures/claim-store-contract.js'
import { createDynamoDbClaimStore, type DynamoDbClaimStoreOptions } from './dynamodb-claim-store.js'

const startDynalite: (options: { readonly createTableMs: number }) => Server = createRequire(import.meta.url)(
  'dynalite',
)

const TableName = 'claims'
const server = startDynalite({ createTableMs: 0 })
let client: DynamoDBClient

const isAddress = (address: AddressInfo | string | null): address is AddressInfo => typeof address === 'object'

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!isAddress(address)) throw new Error('the server has no port')
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'certificateId', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'certificateId', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1 }, { TableName })
})

afterAll(async () => {
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
})

describeClaimStore('createDynamoDbClaimStore', () => {
  let now = Date.UTC(2026, 10, 22)
  const clock = (): Date => new Date(now)
  return {
    worker: () => createDynamoDbClaimStore({ client, tableName: TableName, clock, leaseMs: 60_000, settledMs: 30_000 }),
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
