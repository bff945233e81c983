import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs'
import { type AuditEvent, type AuditSink, toRegistrationRecord } from '@thingplan/core/audit'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { type TextPattern, textOption } from '../../options/text-option.js'
import { type AuditFormat, auditFormatOption } from '../audit-format.js'
import { bytesOf } from '../event-size.js'
import { refuseIncomplete } from '../incomplete-trail.js'
import { jsonLine } from '../json-line.js'
import { type BatchEntry, type EntryFailure, recordInBatches, unanswered } from '../record-in-batches.js'
import type { SqsCalls } from './sqs-calls.js'

export interface SqsAuditSinkOptions {
  /** An `SQSClient`, or anything else that makes this call. */
  readonly client: SqsCalls
  /**
   * URL of the queue. In a FIFO queue a certificate is a message group, and an event that is sent twice within five minutes is there
   * once; one that SQS took only the second time stands behind the others of its call.
   */
  readonly queueUrl: string
  /**
   * - `record` (default): one message for each device that was registered, refused or failed, as the universal JITR sends it.
   * - `event`: one message for each event of the trail, as it is.
   */
  readonly format?: AuditFormat
}

const known: readonly (keyof SqsAuditSinkOptions)[] = ['client', 'queueUrl', 'format']

/** Amazon SQS Developer Guide, "Queue and message identifiers": at the end of the URL stands the name, of 80 characters at most. */
const queueUrlText: TextPattern = {
  pattern: /^https?:\/\/[\w.:/-]{1,512}\/(?=[\w.-]{1,80}$)[\w-]+(\.fifo)?$/,
  wanted: 'the URL of a queue, such as https://sqs.eu-central-1.amazonaws.com/123456789012/audit',
}

type Message = Omit<SendMessageBatchRequestEntry, 'Id'>

/** Both are of 64 hexadecimal digits; SQS takes 128 characters. */
const orderOf = ({ id, subject: { certificateId = 'unknown' } }: AuditEvent): Partial<Message> => ({
  MessageGroupId: certificateId,
  MessageDeduplicationId: id,
})

const failureOf = ({ Code = 'unknown', Message, SenderFault = false }: BatchResultErrorEntry): EntryFailure => ({
  code: Code,
  message: Message,
  retryable: !SenderFault,
})

/**
 * An audit sink that sends to a queue, by SendMessageBatch: ten messages and 256 KiB at most to a call. What SQS does not take
 * for a fault of its own is sent once more.
 *
 * The body of a message is JSON. In the format `record` these are the fields of the universal JITR's log: `certificateId`,
 * `timestamp` (milliseconds since 1970), `thingName`, `type` (`SUCCESS` or `FAILURE`), `error`, `thingCategory`, `serialNumber` and
 * `productId`. The same message can come twice.
 *
 * `record` rejects with an `AdapterError` `audit-not-recorded` that names the events that were not sent; all others were.
 *
 * @param options - `client` and `queueUrl` are required
 * @throws {AdapterError} `adapter-option`
 * @see Amazon SQS API Reference, "SendMessageBatch"
 *
 * @example
 * ```ts
 * import { SQSClient } from '@aws-sdk/client-sqs'
 * import { createSqsAuditSink } from '@thingplan/aws-adapter/sqs'
 *
 * const client = new SQSClient({ region: 'eu-central-1' })
 * const sink = createSqsAuditSink({ client, queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/audit' })
 * sink.name // => 'sqs audit'
 * ```
 */
export const createSqsAuditSink = (options: SqsAuditSinkOptions): AuditSink => {
  refuseUnknownOptions('createSqsAuditSink', options, known)
  const { client } = options
  requireClient(client, 'client')
  const QueueUrl = textOption('queueUrl', options.queueUrl, queueUrlText)
  const format = auditFormatOption(options.format)
  const isFifo = QueueUrl.endsWith('.fifo')
  const name = `sqs ${QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)}`

  const entriesOf = (event: AuditEvent): readonly BatchEntry<Message>[] => {
    const content = format === 'event' ? event : toRegistrationRecord(event)
    if (content === undefined) return []
    const MessageBody = jsonLine(content)
    const order = isFifo ? orderOf(event) : {}
    return [{ event, entry: { MessageBody, ...order }, bytes: bytesOf(MessageBody) }]
  }

  const send = async (messages: readonly Message[]): Promise<readonly (EntryFailure | undefined)[]> => {
    const Entries = messages.map((message, index) => ({ Id: String(index), ...message }))
    const { Failed = [], Successful = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    const failures = new Map(Failed.map((failed) => [failed.Id, failureOf(failed)]))
    const sent = new Set(Successful.map(({ Id }) => Id))
    return Entries.map(({ Id }) => failures.get(Id) ?? (sent.has(Id) ? undefined : unanswered))
  }

  return Object.freeze({
    name,
    record: async (events) => {
      const entries = events.flatMap(entriesOf)
      refuseIncomplete(name, events, await recordInBatches(entries, { operation: 'SendMessageBatch', send }))
    },
  } satisfies AuditSink)
}
