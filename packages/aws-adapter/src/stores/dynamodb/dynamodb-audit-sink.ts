import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { AuditEvent, AuditSink } from '@thingplan/core/audit'
import { type AuditFormat, auditFormatOption } from '../../audit/audit-format.js'
import { bytesOf, isTooLarge, tooLarge } from '../../audit/event-size.js'
import { refuseIncomplete, type Unrecorded } from '../../audit/incomplete-trail.js'
import { callAws } from '../../error/call-aws.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { requireTableName } from '../../options/table-name.js'
import type { DynamoDbAuditCalls } from './audit-calls.js'
import { type AuditItem, auditItem } from './audit-item.js'
import { holds } from './conditional-write.js'

export interface DynamoDbAuditSinkOptions {
  /** A `DynamoDBClient`, or anything else that makes this call. */
  readonly client: DynamoDbAuditCalls
  /** A table whose partition key is the text `certificateId`, and whose sort key is the number `timestamp`. */
  readonly tableName: string
  /**
   * - `record` (default): one item for each device that was registered, refused or failed, as the universal JITR writes it.
   * - `event`: one item for each event of the trail, with the event itself beside it.
   */
  readonly format?: AuditFormat
  /** Days until the table's time to live, on `expiresAt`, may delete an item: 1 to 3650. Default: items stay. */
  readonly keepDays?: number
}

const known: readonly (keyof DynamoDbAuditSinkOptions)[] = ['client', 'tableName', 'format', 'keepDays']

/** Events of one certificate that can have the same millisecond. */
const mostMilliseconds = 100

/** No other event has the item's place: nobody does, or the event itself, which is told again. */
const condition = 'attribute_not_exists(certificateId) OR eventId = :eventId'

/**
 * An audit sink that writes to a table, in the shape of the universal JITR's log: `certificateId`, `timestamp` (milliseconds since
 * 1970), `thingName`, `type` (`SUCCESS` or `FAILURE`), `error`, `thingCategory`, `serialNumber` and `productId`; and `eventId`, which
 * tells items of one event.
 *
 * Every write is a PutItem under a condition: where another event of the certificate has the millisecond, the item takes the next
 * one that is free, and an event that comes again finds its item. After a write that failed, the certificate's later events
 * wait for whoever records them again, in their order.
 *
 * In the format `event` an item has `eventType` and `event` (JSON, with its `version`) too, and is there for every event. `type` is
 * on the same items as before, so that who looks for SUCCESS and FAILURE finds the same.
 *
 * `record` rejects with an `AdapterError` `audit-not-recorded` that names the events that were not written; all others were.
 *
 * @param options - `client` and `tableName` are required
 * @throws {AdapterError} `adapter-option`
 * @see Amazon DynamoDB Developer Guide, "Condition expressions"
 *
 * @example
 * ```ts
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { createDynamoDbAuditSink } from '@thingplan/aws-adapter/dynamodb'
 *
 * const client = new DynamoDBClient({ region: 'eu-central-1' })
 * const sink = createDynamoDbAuditSink({ client, tableName: 'registration-log', keepDays: 400 })
 * sink.name // => 'dynamodb registration-log'
 * ```
 */
export const createDynamoDbAuditSink = (options: DynamoDbAuditSinkOptions): AuditSink => {
  refuseUnknownOptions('createDynamoDbAuditSink', options, known)
  const { client, tableName: TableName } = options
  requireClient(client, 'client')
  requireTableName(TableName, 'tableName')
  const format = auditFormatOption(options.format)
  const keepDays = numberOption('keepDays', options.keepDays, { fallback: 0, min: 1, max: 3650 })
  const name = `dynamodb ${TableName}`

  /** Whether the item has its place at this millisecond. */
  const put = ({ event, certificateId, attributes }: AuditItem, timestamp: number): Promise<boolean> => {
    const expiresAt = Math.ceil(Date.parse(event.at) / 1000) + keepDays * 86_400
    const command = new PutItemCommand({
      TableName,
      Item: {
        certificateId: { S: certificateId },
        timestamp: { N: String(timestamp) },
        ...attributes,
        ...(keepDays === 0 ? {} : { expiresAt: { N: String(expiresAt) } }),
      },
      ConditionExpression: condition,
      ExpressionAttributeValues: { ':eventId': { S: event.id } },
    })
    return holds(client.send(command))
  }

  /** Writes an item at the first millisecond that is free or its own; tells which that is. */
  const place = async (item: AuditItem, earliest: number): Promise<number | undefined> => {
    for (let timestamp = earliest; timestamp < earliest + mostMilliseconds; timestamp += 1) {
      if (await put(item, timestamp)) return timestamp
    }
    return undefined
  }

  const write = async (item: AuditItem, earliest: number): Promise<number | Unrecorded> => {
    const { event } = item
    try {
      const placed = await callAws('PutItem', {}, () => place(item, earliest))
      return placed ?? { event, reason: `${mostMilliseconds} milliseconds are taken by other events` }
    } catch (cause) {
      return { event, reason: cause instanceof Error ? cause.message : 'PutItem failed', cause }
    }
  }

  const record = async (events: readonly AuditEvent[]): Promise<void> => {
    const unrecorded: Unrecorded[] = []
    // An event that skipped one before it would take that one's place, and be written again when both are told again.
    const next = new Map<string, number | Unrecorded>()
    for (const event of events) {
      const item = auditItem(event, format)
      if (item === undefined) continue
      const bytes = bytesOf(item.attributes['event']?.S ?? '')
      if (isTooLarge(bytes)) {
        unrecorded.push(tooLarge(event, bytes))
        continue
      }
      const { certificateId, timestamp } = item
      const before = next.get(certificateId) ?? timestamp
      const placed = typeof before === 'number' ? await write(item, Math.max(before, timestamp)) : { ...before, event }
      next.set(certificateId, typeof placed === 'number' ? placed + 1 : placed)
      if (typeof placed !== 'number') unrecorded.push(placed)
    }
    refuseIncomplete(name, events, unrecorded)
  }

  return Object.freeze({ name, record } satisfies AuditSink)
}
