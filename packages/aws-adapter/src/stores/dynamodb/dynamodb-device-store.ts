import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  type ScanOutput,
} from '@aws-sdk/client-dynamodb'
import type {
  AttemptRecord,
  AttemptWrite,
  DeviceRecord,
  DeviceStore,
  DeviceWrite,
  UnreadableRecord,
  WriteCondition,
  WriteOutcome,
} from '@thingplan/core/lifecycle'
import { AdapterError } from '../../error/adapter-error.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { requireTableName } from '../../options/table-name.js'
import { refuseLeap } from '../refuse-leap.js'
import { holds } from './conditional-write.js'
import type { DeviceStoreCalls } from './device-calls.js'
import {
  attemptsItem,
  attemptsKey,
  deviceItem,
  deviceKey,
  onlyDevices,
  readAttemptsItem,
  readDeviceItem,
  readListedItem,
} from './device-item.js'
import { type LegacyDevices, takeOverDevice } from './legacy-devices.js'

export interface DynamoDbDeviceStoreOptions {
  /** A `DynamoDBClient`, or anything else that makes these calls. */
  readonly client: DeviceStoreCalls
  /** A table whose partition key is the text `pk`, and whose time to live, if any, is on `expiresAt`. */
  readonly tableName: string
  /** For how long attempts of a source are kept, in milliseconds: 60000 to 604800000. Default a day. */
  readonly attemptsMs?: number
  /** A table of the first vending machine: what is in it and not yet here is taken over when it is first asked for. Default none. */
  readonly legacyDevices?: LegacyDevices
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof DynamoDbDeviceStoreOptions)[] = [
  'client',
  'tableName',
  'attemptsMs',
  'legacyDevices',
  'clock',
]

interface Condition {
  readonly ConditionExpression: string
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>
}

/** The one condition of a write, which DynamoDB looks at in the moment of the write. */
const conditionOf = ({ version, tokenAliveAt }: WriteCondition): Condition => {
  if (version === 0) return { ConditionExpression: 'attribute_not_exists(pk)' }
  const isVersion = '#version = :version'
  const alive = tokenAliveAt === undefined ? {} : { ':now': { N: String(tokenAliveAt) } }
  return {
    ConditionExpression: tokenAliveAt === undefined ? isVersion : `${isVersion} AND tokenExpiresAt > :now`,
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': { N: String(version) }, ...alive },
  }
}

const checkLegacy = (legacy: LegacyDevices): void => {
  refuseUnknownOptions('legacyDevices', legacy, ['tableName', 'tokensExpireAt'])
  requireTableName(legacy.tableName, 'legacyDevices.tableName')
  if (legacy.tokensExpireAt instanceof Date && legacy.tokensExpireAt.getTime() > 0) return
  throw new AdapterError('adapter-option', '`legacyDevices.tokensExpireAt` is not a date', {
    field: 'legacyDevices.tokensExpireAt',
    remedy: 'say when the tokens of the older table cease to open anything',
  })
}

/**
 * Keeps device records in a DynamoDB table, for any number of workers.
 *
 * One item a device: `pk` (`device#<serial number>`), `version`, `record` (JSON), and `tokenExpiresAt` (milliseconds) where there is a
 * token. One item a source of wrong credentials: `pk` (`attempts#<source>`), `version`, `record`, and `expiresAt` (seconds, for the
 * table's time to live). Every write is one PutItem under a condition on the version, and on the token's end where the
 * decision says so; nothing is read, changed and written back without one.
 *
 * @param options - `client` and `tableName` are required
 * @throws {AdapterError} `adapter-option`
 * @see Amazon DynamoDB Developer Guide, "Condition expressions", "Read consistency"
 *
 * @example
 * ```ts
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { createDynamoDbDeviceStore } from '@thingplan/aws-adapter/dynamodb'
 *
 * const client = new DynamoDBClient({ region: 'eu-central-1' })
 * const devices = createDynamoDbDeviceStore({ client, tableName: 'devices' })
 * typeof devices.write // => 'function'
 * ```
 */
export const createDynamoDbDeviceStore = (options: DynamoDbDeviceStoreOptions): DeviceStore => {
  refuseUnknownOptions('createDynamoDbDeviceStore', options, known)
  const { client, tableName: TableName, legacyDevices, clock = () => new Date() } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  requireTableName(TableName, 'tableName')
  if (legacyDevices !== undefined) checkLegacy(legacyDevices)
  const attemptsMs = numberOption('attemptsMs', options.attemptsMs, {
    fallback: 86_400_000,
    min: 60_000,
    max: 604_800_000,
  })

  const get = async (Key: Record<string, AttributeValue>, table = TableName) =>
    (await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))).Item

  const put = async (Item: Record<string, AttributeValue>, expects: WriteCondition): Promise<WriteOutcome> =>
    (await holds(client.send(new PutItemCommand({ TableName, Item, ...conditionOf(expects) }))))
      ? 'written'
      : 'conflict'

  const write = async ({ record, expects }: DeviceWrite): Promise<WriteOutcome> => {
    refuseLeap(record, expects)
    return put(deviceItem(record), expects)
  }

  const stored = async (serialNumber: string): Promise<DeviceRecord | undefined> => {
    const item = await get(deviceKey(serialNumber))
    return item === undefined ? undefined : readDeviceItem(item)
  }

  /** Whoever comes second finds what the first has taken over. */
  const takeOver = async (serialNumber: string, legacy: LegacyDevices): Promise<DeviceRecord | undefined> => {
    const item = await get({ serialNumber: { S: serialNumber } }, legacy.tableName)
    if (item === undefined) return undefined
    await write(takeOverDevice(item, legacy, clock()))
    return stored(serialNumber)
  }

  async function* list(): AsyncGenerator<DeviceRecord | UnreadableRecord> {
    let next: { readonly ExclusiveStartKey?: Record<string, AttributeValue> } | undefined = {}
    while (next !== undefined) {
      const page: ScanOutput = await client.send(
        new ScanCommand({ TableName, ConsistentRead: true, ...onlyDevices, ...next }),
      )
      for (const item of page.Items ?? []) yield readListedItem(item)
      next = page.LastEvaluatedKey === undefined ? undefined : { ExclusiveStartKey: page.LastEvaluatedKey }
    }
  }

  return Object.freeze({
    read: async (serialNumber) => {
      const record = await stored(serialNumber)
      return record === undefined && legacyDevices !== undefined ? takeOver(serialNumber, legacyDevices) : record
    },
    write,
    list,
    readAttempts: async (source): Promise<AttemptRecord | undefined> => {
      const item = await get(attemptsKey(source))
      return item === undefined ? undefined : readAttemptsItem(item)
    },
    writeAttempts: async ({ record, expects }: AttemptWrite) => {
      refuseLeap(record, expects)
      return put(attemptsItem(record, record.at + attemptsMs), expects)
    },
  } satisfies DeviceStore)
}
