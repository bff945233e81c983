import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { OwnershipQuestion } from '@thingplan/aws-adapter/vending'

/** Whose lamp is whose: one item a lamp, `serialNumber` and `owner`, the subject of a person in the user pool. */
export interface Owners {
  /** The answer to `ownsDevice`. */
  owns(question: OwnershipQuestion): Promise<boolean>
  /** Writes down who has bought a lamp. One that has an owner keeps it. */
  give(serialNumber: string, owner: string): Promise<void>
}

export const createOwners = (client: DynamoDBClient, TableName: string): Owners => ({
  owns: async ({ caller, serialNumber }) => {
    const Key = { serialNumber: { S: serialNumber } }
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))
    return Item?.['owner']?.S === caller.id
  },
  give: async (serialNumber, owner) => {
    const Item = { serialNumber: { S: serialNumber }, owner: { S: owner } }
    const ConditionExpression = 'attribute_not_exists(serialNumber)'
    await client.send(new PutItemCommand({ TableName, Item, ConditionExpression }))
  },
})
