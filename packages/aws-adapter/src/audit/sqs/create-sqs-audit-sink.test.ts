import { type BatchResultErrorEntry, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type AuditEvent, toRegistrationRecord } from '@thingplan/core/audit'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import {
  auditedAt,
  auditedCertificateId,
  oversized,
  refused,
  registered,
  registration,
  unread,
} from '../../fixtures/audit-events.js'
import { awsError } from '../../fixtures/aws-error.js'
import { createSqsAuditSink, type SqsAuditSinkOptions } from './create-sqs-audit-sink.js'

const queueUrl = 'https://sqs.eu-central-1.amazonaws.com/123456789012/audit'

/** Of a batch, in order: what became of the entry with this body; nothing, where there is no answer. */
type Fate = 'sent' | 'silence' | Pick<BatchResultErrorEntry, 'Code' | 'SenderFault' | 'Message'>

const queue = (
  options: Partial<SqsAuditSinkOptions> = {},
  fate: (body: string, attempt: number) => Fate = () => 'sent',
) => {
  const client = new SQSClient({ region: 'eu-central-1' })
  const mock = mockClient(client)
  const attempts = new Map<string, number>()
  mock.on(SendMessageBatchCommand).callsFake(({ Entries }) => {
    const answers = Entries.map(({ Id, MessageBody }: { Id: string; MessageBody: string }) => {
      const attempt = (attempts.get(MessageBody) ?? 0) + 1
      attempts.set(MessageBody, attempt)
      return { Id, fate: fate(MessageBody, attempt) }
    })
    return {
      Successful: answers.filter(({ fate: became }: { fate: Fate }) => became === 'sent'),
      Failed: answers.flatMap(({ Id, fate: became }: { Id: string; fate: Fate }) =>
        typeof became === 'string' ? [] : [{ Id, ...became }],
      ),
    }
  })
  const calls = () => mock.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input)
  const bodies = () =>
    calls().map(({ Entries = [] }) => Entries.map(({ MessageBody }) => JSON.parse(MessageBody ?? '')))
  return { mock, calls, bodies, sink: createSqsAuditSink({ client, queueUrl, ...options }) }
}

const codes = (count: number): readonly AuditEvent[] =>
  Array.from({ length: count }, (_, index) => refused(`c${index}`))

describe('createSqsAuditSink', () => {
  it('sends what the consumers of the universal JITR read', async () => {
    const { sink, calls, bodies } = queue()
    await sink.record([registered(), refused()])
    expect(calls()).toEqual([
      {
        QueueUrl: queueUrl,
        Entries: [
          { Id: '0', MessageBody: expect.any(String) },
          { Id: '1', MessageBody: expect.any(String) },
        ],
      },
    ])
    const device = {
      certificateId: auditedCertificateId,
      timestamp: auditedAt.getTime(),
      thingName: 'sensor-20481234',
      thingCategory: 'iot',
      serialNumber: '20481234',
      productId: 'P-100',
    }
    expect(bodies()).toEqual([
      [
        { ...device, type: 'SUCCESS' },
        { ...device, type: 'FAILURE', error: 'subject-field-missing: the subject has no serial number' },
      ],
    ])
  })

  it('sends records of ends alone, also of a message in which there is no certificate', async () => {
    const { sink, bodies } = queue()
    await sink.record([...registration(), unread('m-1')])
    expect(bodies()).toMatchObject([[{ type: 'SUCCESS' }, { type: 'FAILURE', certificateId: 'unknown:m-1' }]])
  })

  it('makes no call where there is nothing to send', async () => {
    const { sink, calls } = queue()
    await sink.record(registration().slice(0, -1))
    expect(calls()).toEqual([])
  })

  it('sends every event as it is, in the format `event`', async () => {
    const { sink, bodies } = queue({ format: 'event' })
    await sink.record(registration())
    expect(bodies()).toEqual([registration()])
  })

  it('sends ten at most in a call, in order', async () => {
    const { sink, bodies } = queue()
    const events = codes(23)
    await sink.record(events)
    expect(bodies().map(({ length }) => length)).toEqual([10, 10, 3])
    expect(bodies().flat()).toEqual(events.map(toRegistrationRecord))
  })

  it('sends less than 256 KiB in a call', async () => {
    const { sink, calls } = queue({ format: 'event' })
    await sink.record(Array.from({ length: 5 }, () => oversized('é'.repeat(50_000))))
    const sizes = calls().map(({ Entries = [] }) =>
      Entries.map(({ MessageBody = '' }) => Buffer.byteLength(MessageBody)).reduce((sum, size) => sum + size, 0),
    )
    expect(calls().map(({ Entries = [] }) => Entries.length)).toEqual([2, 2, 1])
    expect(Math.max(...sizes)).toBeLessThan(262_144)
  })

  it('orders a FIFO queue by certificate, and lets it drop what it has had', async () => {
    const { sink, calls } = queue({ queueUrl: `${queueUrl}.fifo` })
    const event = registered()
    await sink.record([event, unread()])
    expect(calls()[0]?.Entries).toMatchObject([
      { MessageGroupId: auditedCertificateId, MessageDeduplicationId: event.id },
      { MessageGroupId: 'unknown', MessageDeduplicationId: unread().id },
    ])
  })
})

describe('createSqsAuditSink, where something fails', () => {
  const events = codes(12)
  const isOf = (body: string, index: number): boolean => body.includes(`"c${index}: `)
  const own: Fate = { Code: 'InternalError', SenderFault: false, Message: 'try again' }

  it('sends again, once and alone, what SQS failed on', async () => {
    const { sink, bodies } = queue({}, (body, attempt) => (isOf(body, 3) && attempt === 1 ? own : 'sent'))
    await sink.record(events)
    expect(bodies().map((batch) => batch.map(({ error }) => error.split(':')[0]))).toEqual([
      ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9'],
      ['c3'],
      ['c10', 'c11'],
    ])
  })

  it.each<[string, Fate, number, RegExp]>([
    ['fails on twice', own, 2, /refused an entry with `InternalError`: `try again`/],
    [
      'takes for a fault of the sender',
      { Code: 'InvalidMessageContents', SenderFault: true },
      1,
      /`InvalidMessageContents`$/,
    ],
    ['says nothing of', 'silence', 2, /`no answer for the entry`$/],
  ])('names what SQS %s, and sends all else', async (_what, fate, attempts, message) => {
    let seen = 0
    const { sink, bodies } = queue({}, (body) => {
      if (!isOf(body, 3)) return 'sent'
      seen += 1
      return fate
    })
    await expect(sink.record(events)).rejects.toMatchObject({
      name: 'AdapterError',
      code: 'audit-not-recorded',
      field: 'events',
      value: events[3]?.id,
      message: expect.stringMatching(message),
    })
    expect(seen).toBe(attempts)
    expect(
      new Set(
        bodies()
          .flat()
          .map(({ error }) => error),
      ).size,
    ).toBe(12)
  })

  it('does not make a call again that failed as a whole, and goes on behind it', async () => {
    const { sink, mock } = queue()
    mock
      .on(SendMessageBatchCommand)
      .rejectsOnce(awsError('QueueDoesNotExist', 'no'))
      .resolves({
        Successful: [
          { Id: '0', MessageId: '', MD5OfMessageBody: '' },
          { Id: '1', MessageId: '', MD5OfMessageBody: '' },
        ],
      })
    await expect(sink.record(events)).rejects.toMatchObject({
      message: 'sqs audit did not record 10 of 12 events: SendMessageBatch failed with QueueDoesNotExist: `no`',
      value: `${events
        .slice(0, 3)
        .map(({ id }) => id)
        .join(', ')}, …`,
      cause: { name: 'CallError' },
    })
    expect(mock.calls()).toHaveLength(2)
  })

  it('sends no event that is too large, and all others', async () => {
    const { sink, bodies } = queue({ format: 'event' })
    const large = oversized()
    await expect(sink.record([large, registered()])).rejects.toMatchObject({ value: large.id })
    expect(bodies()).toEqual([[registered()]])
  })

  it.each<[object, string]>([
    [{ client: {} }, 'client'],
    [{ queueUrl: 'audit' }, 'queueUrl'],
    [{ queueUrl: `${queueUrl}?x=1` }, 'queueUrl'],
    [{ format: 'json' }, 'format'],
    [{ queueURL: queueUrl }, 'queueURL'],
  ])('refuses the option %j', (change, field) => {
    expect(() => queue(change)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
