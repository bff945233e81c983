import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  type ScanOutput,
} from '@aws-sdk/client-dynamodb'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { requireTableName } from '../../options/table-name.js'
import { refuseLeap } from '../refuse-leap.js'
import type { RotationStore, StoredRotation, UnreadableRotation } from '../rotation-store.js'
import { holds } from './conditional-write.js'
import type { DeviceStoreCalls } from './device-calls.js'
import { onlyRotations, readListedRotation, readRotationItem, rotationItem, rotationKey } from './rotation-item.js'

export interface DynamoDbRotationStoreOptions {
  /** A `DynamoDBClient`, or anything else that makes these calls. */
  readonly client: DeviceStoreCalls
  /** A table whose partition key is the text `pk`; it can be that of `createDynamoDbDeviceStore`. */
  readonly tableName: string
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

/** What DynamoDB looks at in the moment of the write. */
const conditionOf = (version: number) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) } },
      }

/**
 * Keeps rotation records in a DynamoDB table, for any number of workers.
 *
 * One item a device: `pk` (`rotation#<device>`), `version`, `writtenAt` (milliseconds) and `record` (JSON). Every write is one
 * PutItem under a condition on the version; nothing is read, changed and written back without one.
 *
 * @param options - `client` and `tableName` are required
 * @throws {AdapterError} `adapter-option`
 * @see Amazon DynamoDB Developer Guide, "Condition expressions", "Read consistency"
 *
 * @example
 * ```ts
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { createDynamoDbRotationStore } from '@thingplan/aws-adapter/dynamodb'
 *
 * const client = new DynamoDBClient({ region: 'eu-central-1' })
 * const rotations = createDynamoDbRotationStore({ client, tableName: 'rotations' })
 * typeof rotations.write // => 'function'
 * ```
 */
export const createDynamoDbRotationStore = (options: DynamoDbRotationStoreOptions): RotationStore => {
  refuseUnknownOptions('createDynamoDbRotationStore', options, ['client', 'tableName', 'clock'])
  const { client, tableName: TableName, clock = () => new Date() } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  requireTableName(TableName, 'tableName')

  async function* list(): AsyncGenerator<StoredRotation | UnreadableRotation> {
    let next: { readonly ExclusiveStartKey?: Record<string, AttributeValue> } | undefined = {}
    while (next !== undefined) {
      const page: ScanOutput = await client.send(
        new ScanCommand({ TableName, ConsistentRead: true, ...onlyRotations, ...next }),
      )
      for (const item of page.Items ?? []) yield readListedRotation(item)
      next = page.LastEvaluatedKey === undefined ? undefined : { ExclusiveStartKey: page.LastEvaluatedKey }
    }
  }

  return Object.freeze({
    read: async (device) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: rotationKey(device), ConsistentRead: true }),
      )
      return Item === undefined ? undefined : readRotationItem(Item)
    },
    write: async ({ record, expects }) => {
      refuseLeap(record, expects)
      const Item = rotationItem(record, clock())
      const written = await holds(client.send(new PutItemCommand({ TableName, Item, ...conditionOf(expects.version) })))
      return written ? 'written' : 'conflict'
    },
    list,
  } satisfies RotationStore)
}
