import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalDynamoDb, openDynamoDb } from '../vending-machine/cloud/dynamodb.js'
import { createOwners, type Owners } from './owners.js'

let dynamoDb: LocalDynamoDb
let owners: Owners

beforeAll(async () => {
  dynamoDb = await openDynamoDb()
  await dynamoDb.createTable('owners', 'serialNumber')
  owners = createOwners(dynamoDb.client, 'owners')
  await owners.give('L1001', 'ada')
})
afterAll(() => dynamoDb.close())

it.each([
  ['ada', 'L1001', true],
  ['bob', 'L1001', false],
  ['ada', 'L1002', false],
  ['undefined', 'L1002', false],
])('to whether %s owns %s the answer is %s', async (id, serialNumber, answer) => {
  expect(await owners.owns({ caller: { id }, serialNumber })).toBe(answer)
})

it('does not give away a lamp that is somebody else’s', async () => {
  await expect(owners.give('L1001', 'bob')).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
  expect(await owners.owns({ caller: { id: 'ada' }, serialNumber: 'L1001' })).toBe(true)
})
