import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import {
  type AttemptRecord,
  type DeviceRecord,
  LifecycleError,
  parseAttemptRecord,
  parseDeviceRecord,
  type UnreadableRecord,
} from '@thingplan/core/lifecycle'

type Item = Record<string, AttributeValue>

const devicePrefix = 'device#'
const attemptsPrefix = 'attempts#'

/** Keys of the items; device records and attempts share a table, and cannot be taken for one another. */
export const deviceKey = (serialNumber: string): Item => ({ pk: { S: `${devicePrefix}${serialNumber}` } })
export const attemptsKey = (source: string): Item => ({ pk: { S: `${attemptsPrefix}${source}` } })
/** What a scan for devices alone looks for. */
export const onlyDevices: {
  readonly FilterExpression: string
  readonly ExpressionAttributeValues: Item
} = { FilterExpression: 'begins_with(pk, :device)', ExpressionAttributeValues: { ':device': { S: devicePrefix } } }

/** What conditions look at stands beside the record; everything else is in it, as JSON. */
export const deviceItem = (record: DeviceRecord): Item => ({
  ...deviceKey(record.serialNumber),
  version: { N: String(record.version) },
  record: { S: JSON.stringify(record) },
  ...(record.token === undefined ? {} : { tokenExpiresAt: { N: String(record.token.expiresAt) } }),
})

/** `expiresAt`, in seconds, is for the table's time to live: an item that is deleted too early forgets attempts, and nothing else. */
export const attemptsItem = (record: AttemptRecord, expiresAt: number): Item => ({
  ...attemptsKey(record.source),
  version: { N: String(record.version) },
  record: { S: JSON.stringify(record) },
  expiresAt: { N: String(Math.ceil(expiresAt / 1000)) },
})

/** @throws {LifecycleError} `record-malformed` */
export const recordOf = <Parsed extends { readonly version: number }>(
  item: Item,
  parse: (json: unknown) => Parsed,
): Parsed => {
  let json: unknown
  try {
    json = JSON.parse(item['record']?.S ?? '')
  } catch {
    throw new LifecycleError('record-malformed', 'the stored record is no JSON', {
      field: 'record',
      remedy: 'restore the item from a backup',
    })
  }
  const record = parse(json)
  if (item['version']?.N === String(record.version)) return record
  throw new LifecycleError('record-malformed', 'the stored record has another version than its item', {
    field: 'version',
    remedy: 'restore the item from a backup, and change items through the store only',
  })
}

/** @throws {LifecycleError} `record-malformed` */
export const readDeviceItem = (item: Item): DeviceRecord => {
  const record = recordOf(item, parseDeviceRecord)
  if (item['pk']?.S === deviceKey(record.serialNumber)['pk']?.S) return record
  throw new LifecycleError('record-malformed', 'the stored record is that of another device', { field: 'serialNumber' })
}

/** The same in a list, which goes on behind it. */
export const readListedItem = (item: Item): DeviceRecord | UnreadableRecord => {
  try {
    return readDeviceItem(item)
  } catch (unreadable) {
    return { serialNumber: item['pk']?.S?.slice(devicePrefix.length) ?? '', unreadable }
  }
}

/** @throws {LifecycleError} `record-malformed` */
export const readAttemptsItem = (item: Item): AttemptRecord => recordOf(item, parseAttemptRecord)
