import { EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge'
import type { AuditEvent } from '@thingplan/core/audit'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { auditedAt, failed, oversized, refused, registered, registration } from '../../fixtures/audit-events.js'
import { awsError } from '../../fixtures/aws-error.js'
import { createEventBridgeAuditSink, type EventBridgeAuditSinkOptions } from './create-eventbridge-audit-sink.js'

type Fate = (event: AuditEvent, attempt: number) => PutEventsResultEntry

const bus = (options: Partial<EventBridgeAuditSinkOptions> = {}, fate: Fate = () => ({ EventId: 'taken' })) => {
  const client = new EventBridgeClient({ region: 'eu-central-1' })
  const mock = mockClient(client)
  const attempts = new Map<string, number>()
  mock.on(PutEventsCommand).callsFake(({ Entries: sent }) => {
    const Entries = sent.map(({ Detail }: { Detail: string }) => {
      const event: AuditEvent = JSON.parse(Detail)
      const attempt = (attempts.get(event.id) ?? 0) + 1
      attempts.set(event.id, attempt)
      return fate(event, attempt)
    })
    return { Entries, FailedEntryCount: Entries.filter(({ ErrorCode }: PutEventsResultEntry) => ErrorCode).length }
  })
  const calls = () => mock.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? [])
  const details = () => calls().map((entries) => entries.map(({ Detail }) => JSON.parse(Detail ?? '')))
  return { mock, calls, details, attempts, sink: createEventBridgeAuditSink({ client, ...options }) }
}

const codes = (count: number): readonly AuditEvent[] =>
  Array.from({ length: count }, (_, index) => refused(`c${index}`))

describe('createEventBridgeAuditSink', () => {
  it('puts an event on a bus, for rules that match its source, its type and its fields', async () => {
    const { sink, calls } = bus({ eventBusName: 'devices', source: 'com.example.devices' })
    const event = registered()
    await sink.record([event])
    expect(calls()).toEqual([
      [
        {
          EventBusName: 'devices',
          Source: 'com.example.devices',
          DetailType: 'Device Completed',
          Detail: JSON.stringify(event),
          Time: auditedAt,
        },
      ],
    ])
  })

  it('has a type of detail for every type of event', async () => {
    const { sink, calls } = bus()
    await sink.record([...registration(1), refused(), failed()])
    expect(calls().flat()).toMatchObject([
      { EventBusName: 'default', Source: 'thingplan', DetailType: 'Device Accepted' },
      { DetailType: 'Device Step Done' },
      { DetailType: 'Device Completed' },
      { DetailType: 'Device Refused' },
      { DetailType: 'Device Failed' },
    ])
  })

  it('puts ten at most in a call, in order', async () => {
    const { sink, details } = bus()
    const events = codes(23)
    await sink.record(events)
    expect(details().map(({ length }) => length)).toEqual([10, 10, 3])
    expect(details().flat()).toEqual(events)
  })

  it('puts less than 256 KiB in a call', async () => {
    const { sink, calls } = bus()
    await sink.record(Array.from({ length: 5 }, () => oversized('é'.repeat(50_000))))
    expect(calls().map(({ length }) => length)).toEqual([2, 2, 1])
  })
})

describe('createEventBridgeAuditSink, where something fails', () => {
  const events = codes(12)
  const isThird = ({ id }: AuditEvent): boolean => id === events[3]?.id

  it('puts again, once and alone, what was throttled', async () => {
    const { sink, details } = bus({}, (event, attempt) =>
      isThird(event) && attempt === 1
        ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow' }
        : { EventId: 'taken' },
    )
    await sink.record(events)
    expect(details()).toEqual([events.slice(0, 10), [events[3]], events.slice(10)])
  })

  it.each<[string, PutEventsResultEntry, number, RegExp]>([
    [
      'fails on twice',
      { ErrorCode: 'InternalFailure', ErrorMessage: 'oh' },
      2,
      /refused an entry with `InternalFailure`: `oh`$/,
    ],
    ['refuses for good', { ErrorCode: 'NotAuthorizedForSourceException' }, 1, /`NotAuthorizedForSourceException`$/],
    ['says nothing of', {}, 2, /`no answer for the entry`$/],
  ])('names what EventBridge %s, and puts all else', async (_what, answer, times, message) => {
    const { sink, attempts } = bus({}, (event) => (isThird(event) ? answer : { EventId: 'taken' }))
    await expect(sink.record(events)).rejects.toMatchObject({
      name: 'AdapterError',
      code: 'audit-not-recorded',
      value: events[3]?.id,
      message: expect.stringMatching(message),
    })
    expect(attempts.size).toBe(12)
    expect(attempts.get(events[3]?.id ?? '')).toBe(times)
  })

  it('takes an answer with too few entries for no answer', async () => {
    const { sink, mock } = bus()
    mock.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'taken' }] })
    await expect(sink.record(events.slice(0, 3))).rejects.toMatchObject({ value: events[2]?.id })
  })

  it('does not make a call again that failed as a whole, and goes on behind it', async () => {
    const { sink, mock } = bus()
    mock
      .on(PutEventsCommand)
      .rejectsOnce(awsError('ResourceNotFoundException', 'no bus'))
      .resolves({ Entries: [{ EventId: '1' }, { EventId: '2' }] })
    await expect(sink.record(events)).rejects.toThrow(
      'eventbridge default did not record 10 of 12 events: PutEvents failed with ResourceNotFoundException: `no bus`',
    )
    expect(mock.calls()).toHaveLength(2)
  })

  it('puts no event that is too large, and all others', async () => {
    const { sink, details } = bus()
    const large = oversized()
    await expect(sink.record([large, registered()])).rejects.toMatchObject({ value: large.id })
    expect(details()).toEqual([[registered()]])
  })

  it('counts time, source and type to the size, as EventBridge does', async () => {
    const { sink, calls } = bus()
    const rest = 262_144 - JSON.stringify(oversized('')).length - 14 - 'thingplan'.length - 'Device Completed'.length
    await sink.record([oversized('x'.repeat(rest - 1))])
    await expect(sink.record([oversized('x'.repeat(rest))])).rejects.toThrow('262144 bytes')
    expect(calls()).toHaveLength(1)
  })

  it.each<[object, string]>([
    [{ client: {} }, 'client'],
    [{ eventBusName: 'a bus' }, 'eventBusName'],
    [{ source: 'aws.iot' }, 'source'],
    [{ source: '' }, 'source'],
    [{ eventBus: 'devices' }, 'eventBus'],
  ])('refuses the option %j', (change, field) => {
    expect(() => bus(change)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
