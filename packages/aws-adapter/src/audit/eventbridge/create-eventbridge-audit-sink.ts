import { PutEventsCommand, type PutEventsRequestEntry, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge'
import type { AuditEvent, AuditSink } from '@thingplan/core/audit'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { type TextPattern, textOption } from '../../options/text-option.js'
import { bytesOf } from '../event-size.js'
import { refuseIncomplete } from '../incomplete-trail.js'
import { jsonLine } from '../json-line.js'
import { type BatchEntry, type EntryFailure, recordInBatches, unanswered } from '../record-in-batches.js'
import { detailTypes } from './detail-type.js'
import type { EventBridgeCalls } from './eventbridge-calls.js'

export interface EventBridgeAuditSinkOptions {
  /** An `EventBridgeClient`, or anything else that makes this call. */
  readonly client: EventBridgeCalls
  /** Name or ARN of the event bus. Default `default`. */
  readonly eventBusName?: string
  /** What rules match as `source`; it must not start with `aws.`. Default `thingplan`. */
  readonly source?: string
}

const known: readonly (keyof EventBridgeAuditSinkOptions)[] = ['client', 'eventBusName', 'source']

/** Amazon EventBridge API Reference, "PutEventsRequestEntry". */
const eventBusText: TextPattern = {
  pattern: /^(?=.{1,1600}$)(arn:aws[\w-]*:events:[a-z0-9-]+:\d{12}:event-bus\/)?[\w./-]+$/,
  wanted: 'the name or the ARN of an event bus',
}

/** `aws.` is for AWS's own services (Amazon EventBridge User Guide, "Event structure"). */
const sourceText: TextPattern = {
  pattern: /^(?!aws\.)[\w./-]{1,256}$/,
  wanted: '1 to 256 of `A-Za-z0-9_./-` that do not start with `aws.`',
}

/** Amazon EventBridge User Guide, "Calculating PutEvents event entry size". */
const bytesOfTime = 14

/** Amazon EventBridge API Reference, "PutEventsResultEntry": every other error stays what it is. */
const retryable: readonly string[] = ['InternalException', 'InternalFailure', 'ThrottlingException']

const failureOf = (result: PutEventsResultEntry | undefined): EntryFailure | undefined => {
  const { ErrorCode, ErrorMessage, EventId } = result ?? {}
  if (ErrorCode !== undefined) {
    return { code: ErrorCode, message: ErrorMessage, retryable: retryable.includes(ErrorCode) }
  }
  return EventId === undefined ? unanswered : undefined
}

/**
 * An audit sink that puts events on an event bus, by PutEvents: ten entries and 256 KiB at most to a call. An entry that was
 * throttled, or that EventBridge failed on, is put once more.
 *
 * The detail is the event; its `detail-type` is one of `Device Accepted`, `Device Refused`, `Device Undecided`, `Device Resumed`,
 * `Device Step Done`, `Device Step Failed`, `Device Completed` and `Device Failed`. The same event can come twice, with the same
 * `detail.id`.
 *
 * `record` rejects with an `AdapterError` `audit-not-recorded` that names the events that were not put; all others were.
 *
 * @param options - `client` is required
 * @throws {AdapterError} `adapter-option`
 * @see Amazon EventBridge API Reference, "PutEvents"
 *
 * @example
 * ```ts
 * import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
 * import { createEventBridgeAuditSink } from '@thingplan/aws-adapter/eventbridge'
 *
 * const client = new EventBridgeClient({ region: 'eu-central-1' })
 * const sink = createEventBridgeAuditSink({ client, eventBusName: 'devices', source: 'com.example.devices' })
 * sink.name // => 'eventbridge devices'
 * ```
 */
export const createEventBridgeAuditSink = (options: EventBridgeAuditSinkOptions): AuditSink => {
  refuseUnknownOptions('createEventBridgeAuditSink', options, known)
  const { client } = options
  requireClient(client, 'client')
  const EventBusName = textOption('eventBusName', options.eventBusName ?? 'default', eventBusText)
  const Source = textOption('source', options.source ?? 'thingplan', sourceText)
  const name = `eventbridge ${EventBusName}`

  const entryOf = (event: AuditEvent): BatchEntry<PutEventsRequestEntry> => {
    const DetailType = detailTypes[event.type]
    const Detail = jsonLine(event)
    return {
      event,
      entry: { EventBusName, Source, DetailType, Detail, Time: new Date(event.at) },
      bytes: bytesOfTime + bytesOf(Source) + bytesOf(DetailType) + bytesOf(Detail),
    }
  }

  const send = async (entries: readonly PutEventsRequestEntry[]): Promise<readonly (EntryFailure | undefined)[]> => {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }))
    return entries.map((_entry, index) => failureOf(Entries[index]))
  }

  return Object.freeze({
    name,
    record: async (events) => {
      const entries = events.map(entryOf)
      refuseIncomplete(name, events, await recordInBatches(entries, { operation: 'PutEvents', send }))
    },
  } satisfies AuditSink)
}
