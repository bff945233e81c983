import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { LifecycleError, parseRotationRecord, type RotationRecord } from '@thingplan/core/lifecycle'
import type { StoredRotation, UnreadableRotation } from '../rotation-store.js'
import { recordOf } from './device-item.js'

type Item = Record<string, AttributeValue>

const rotationPrefix = 'rotation#'

/** Keys of the items; rotation records can share a table with those of vending. */
export const rotationKey = (device: string): Item => ({ pk: { S: `${rotationPrefix}${device}` } })

/** What a scan for rotations alone looks for. */
export const onlyRotations: {
  readonly FilterExpression: string
  readonly ExpressionAttributeValues: Item
} = {
  FilterExpression: 'begins_with(pk, :rotation)',
  ExpressionAttributeValues: { ':rotation': { S: rotationPrefix } },
}

/** What the condition looks at stands beside the record; everything else is in it, as JSON. */
export const rotationItem = (record: RotationRecord, writtenAt: Date): Item => ({
  ...rotationKey(record.device),
  version: { N: String(record.version) },
  writtenAt: { N: String(writtenAt.getTime()) },
  record: { S: JSON.stringify(record) },
})

/** @throws {LifecycleError} `record-malformed` */
export const readRotationItem = (item: Item): StoredRotation => {
  const record = recordOf(item, parseRotationRecord)
  if (item['pk']?.S !== rotationKey(record.device)['pk']?.S) {
    throw new LifecycleError('record-malformed', 'the stored record is that of another device', { field: 'device' })
  }
  const writtenAt = Number(item['writtenAt']?.N)
  if (Number.isSafeInteger(writtenAt)) return { record, writtenAt: new Date(writtenAt) }
  throw new LifecycleError('record-malformed', 'the stored record does not say when it was written', {
    field: 'writtenAt',
    remedy: 'restore the item from a backup, and change items through the store only',
  })
}

/** The same in a list, which goes on behind it. */
export const readListedRotation = (item: Item): StoredRotation | UnreadableRotation => {
  try {
    return readRotationItem(item)
  } catch (unreadable) {
    return { device: item['pk']?.S?.slice(rotationPrefix.length) ?? '', unreadable }
  }
}
