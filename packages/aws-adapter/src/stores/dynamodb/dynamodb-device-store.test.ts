import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { enrolDevice, grantToken, hashToken } from '@thingplan/core/lifecycle'
import { deviceStoreContract } from '@thingplan/core/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StartedDynamoDb, startDynamoDb } from '../../fixtures/start-dynamodb.js'
import { createDynamoDbDeviceStore, type DynamoDbDeviceStoreOptions } from './dynamodb-device-store.js'

let dynamoDb: StartedDynamoDb
let tables = 0

const newTable = async (partitionKey = 'pk'): Promise<string> => {
  tables += 1
  const name = `devices-${tables}`
  await dynamoDb.createTable(name, partitionKey)
  return name
}

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
})

afterAll(() => dynamoDb.stop())

describe('createDynamoDbDeviceStore, by the contract of device stores', () => {
  it.each(deviceStoreContract)('$name', ({ run }) =>
    run(async () => {
      const tableName = await newTable()
      const open = () => createDynamoDbDeviceStore({ client: dynamoDb.client, tableName })
      return { store: open(), restart: open }
    }),
  )
})

describe('an item', () => {
  const token = 'AAECAwQFBgcICQoLDA0ODw'
  const expiresAt = new Date('2027-01-01T00:00:00Z')

  it('has beside the record what conditions look at, and no token', async () => {
    const tableName = await newTable()
    const store = createDynamoDbDeviceStore({ client: dynamoDb.client, tableName })
    const { record } = enrolDevice('SN-1')
    await store.write({ record, expects: { version: 0 } })
    await store.write(grantToken(record, { token, expiresAt }))

    const key = { pk: { S: 'device#SN-1' } }
    const { Item } = await dynamoDb.client.send(new GetItemCommand({ TableName: tableName, Key: key }))
    expect(Item).toEqual({
      ...key,
      version: { N: '2' },
      tokenExpiresAt: { N: String(expiresAt.getTime()) },
      record: { S: expect.stringContaining(hashToken('SN-1', token)) },
    })
    expect(JSON.stringify(Item)).not.toContain(token)
  })

  it.each([
    ['no JSON', { record: { S: '{' }, version: { N: '1' } }],
    ['no record', { version: { N: '1' } }],
    ['another version', { record: { S: JSON.stringify(enrolDevice('SN-1').record) }, version: { N: '7' } }],
    ['another device', { record: { S: JSON.stringify(enrolDevice('SN-2').record) }, version: { N: '1' } }],
  ])('is refused that holds %s, and hides no other from a list', async (_what, item) => {
    const tableName = await newTable()
    const Item = { pk: { S: 'device#SN-1' }, ...item }
    await dynamoDb.client.send(new PutItemCommand({ TableName: tableName, Item }))
    const store = createDynamoDbDeviceStore({ client: dynamoDb.client, tableName })
    const malformed = { name: 'LifecycleError', code: 'record-malformed' }
    await expect(store.read('SN-1')).rejects.toMatchObject(malformed)
    const others = [enrolDevice('SN-3'), enrolDevice('SN-4')]
    for (const other of others) await store.write(other)
    const listed = []
    for await (const record of store.list()) listed.push(record)
    expect(listed).toHaveLength(3)
    expect(listed).toContainEqual({ serialNumber: 'SN-1', unreadable: expect.objectContaining(malformed) })
    for (const { record } of others) expect(listed).toContainEqual(record)
  })

  it('does not take a failing table for an answer', async () => {
    const store = createDynamoDbDeviceStore({ client: dynamoDb.client, tableName: 'no-such-table' })
    await expect(store.write(enrolDevice('SN-1'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

describe("the first vending machine's table", () => {
  const certificateId = 'ab'.repeat(32)
  const deviceToken = 'a-token-of-22-letters!'
  const tokensExpireAt = new Date('2027-01-01T00:00:00Z')
  const now = new Date('2026-11-22T00:00:00Z')

  const storeOver = async (item: Record<string, string>) => {
    const legacy = await newTable('serialNumber')
    const Item = Object.fromEntries(Object.entries(item).map(([key, value]) => [key, { S: value }]))
    await dynamoDb.client.send(new PutItemCommand({ TableName: legacy, Item }))
    const tableName = await newTable()
    const legacyDevices = { tableName: legacy, tokensExpireAt }
    return createDynamoDbDeviceStore({ client: dynamoDb.client, tableName, legacyDevices, clock: () => now })
  }

  it('is taken over device by device: token as a hash, certificate as the current one', async () => {
    const store = await storeOver({
      serialNumber: 'SN-1',
      deviceToken,
      certinfo: `arn:aws:iot:eu-central-1:123456789012:cert/${certificateId}`,
    })
    const record = await store.read('SN-1')
    expect(record).toMatchObject({
      serialNumber: 'SN-1',
      version: 1,
      standing: 'enrolled',
      token: { hash: hashToken('SN-1', deviceToken), expiresAt: tokensExpireAt.getTime() },
      current: { certificateId, readyAt: now.getTime() },
    })
    expect(await store.read('SN-1')).toEqual(record)
    expect(await store.read('SN-2')).toBeUndefined()
  })

  it('takes a device over once, however many ask', async () => {
    const store = await storeOver({ serialNumber: 'SN-1', deviceToken })
    const records = await Promise.all(Array.from({ length: 20 }, () => store.read('SN-1')))
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(1)
  })

  it('leaves a token behind that somebody could guess', async () => {
    const store = await storeOver({ serialNumber: 'SN-1', deviceToken: '1234' })
    expect(await store.read('SN-1')).toMatchObject({ standing: 'enrolled' })
    expect((await store.read('SN-1'))?.token).toBeUndefined()
  })

  it('is refused where its certificate is no certificate', async () => {
    const store = await storeOver({ serialNumber: 'SN-1', deviceToken, certinfo: 'arn:aws:s3:::bucket' })
    await expect(store.read('SN-1')).rejects.toMatchObject({ code: 'record-malformed', field: 'certinfo' })
  })
})

describe('the options', () => {
  const legacyDevices = { tableName: 'deviceInfo', tokensExpireAt: new Date('2027-01-01') }

  it.each<[string, object]>([
    ['tableNam', { tableNam: 'x' }],
    ['tableName', { tableName: 'a table' }],
    ['client', { client: undefined }],
    ['clock', { clock: 'now' }],
    ['attemptsMs', { attemptsMs: 1 }],
    ['legacyDevices.tableName', { legacyDevices: { ...legacyDevices, tableName: '' } }],
    ['legacyDevices.tokensExpireAt', { legacyDevices: { ...legacyDevices, tokensExpireAt: '2027' } }],
  ])('refuses %s', (field, change) => {
    const options = { client: dynamoDb.client, tableName: 'devices', ...change }
    expect(() => createDynamoDbDeviceStore(options as DynamoDbDeviceStoreOptions)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
