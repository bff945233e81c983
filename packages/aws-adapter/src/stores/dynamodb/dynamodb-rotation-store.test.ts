import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { allowRotation } from '@thingplan/core/lifecycle'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeRotationStore } from '../../fixtures/rotation-store-contract.js'
import { type StartedDynamoDb, startDynamoDb } from '../../fixtures/start-dynamodb.js'
import type { RotationStore } from '../rotation-store.js'
import { createDynamoDbRotationStore } from './dynamodb-rotation-store.js'

const now = new Date('2026-06-01')
const tableName = 'rotations'
let database: StartedDynamoDb | undefined

const store = (): RotationStore => {
  if (database === undefined) throw new Error('the database is not started')
  return createDynamoDbRotationStore({ client: database.client, tableName, clock: () => now })
}

beforeAll(async () => {
  database = await startDynamoDb()
  await database.createTable(tableName, 'pk')
})

afterAll(() => database?.stop())

describeRotationStore('createDynamoDbRotationStore', store, now)

describe('createDynamoDbRotationStore', () => {
  const record = allowRotation({ device: 'X', thingName: 'sensor-x' })
  const put = (item: Record<string, { readonly S: string } | { readonly N: string }>): Promise<unknown> | undefined =>
    database?.client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          pk: { S: 'rotation#X' },
          version: { N: '1' },
          writtenAt: { N: '0' },
          record: { S: JSON.stringify(record) },
          ...item,
        },
      }),
    )

  it.each([
    ['no JSON', { record: { S: '{' } }],
    ['another form', { record: { S: '{"schema":2}' } }],
    ['another version than its item', { version: { N: '7' } }],
    ['no moment', { writtenAt: { S: 'today' } }],
    ['the record of another device', { record: { S: JSON.stringify({ ...record, device: 'Y' }) } }],
  ])('refuses what is stored and no record: %s', async (_what, item) => {
    await put(item)
    const listed: unknown[] = []
    for await (const stored of store().list()) listed.push(stored)
    expect(listed).toContainEqual({ device: 'X', unreadable: expect.objectContaining({ code: 'record-malformed' }) })
    await expect(store().read('X')).rejects.toMatchObject({ code: 'record-malformed' })
    await put({})
    expect((await store().read('X'))?.record).toEqual(record)
  })

  it('leaves what is not its own in a shared table', async () => {
    await put({ pk: { S: 'device#X' }, record: { S: 'of vending' } })
    const listed: unknown[] = []
    for await (const stored of store().list()) listed.push(stored)
    expect(JSON.stringify(listed)).not.toContain('of vending')
  })
})
