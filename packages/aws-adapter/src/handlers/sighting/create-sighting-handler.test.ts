import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { createMachine, enrol, type Machine, vend } from '../../fixtures/vending-machine.js'
import { createSightingHandler, type SightingHandler } from './create-sighting-handler.js'
import type { SightingHandlerOptions } from './sighting-options.js'
import type { SightingOutcome } from './sighting-outcome.js'

interface Place extends Machine {
  readonly handler: SightingHandler
  readonly sightings: SightingOutcome[]
}

const placeWith = (options: Partial<SightingHandlerOptions> = {}): Place => {
  const machine = createMachine()
  const { vending, store, driver } = machine
  const sightings: SightingOutcome[] = []
  const handler = createSightingHandler({
    vending,
    store,
    driver,
    serialNumber: ({ clientId }) => clientId?.replace(/^pump-/, ''),
    clock: () => machine.time,
    onOutcome: (outcome) => void sightings.push(outcome),
    ...options,
  })
  return { ...machine, handler, sightings }
}

/** As AWS IoT publishes it on `$aws/events/presence/connected/<client id>`. */
const connected = (certificateId: string, serialNumber = 'SN-1') => ({
  clientId: `pump-${serialNumber}`,
  timestamp: 1_573_002_230_757,
  eventType: 'connected',
  sessionIdentifier: 'a4666d2a7d844ae4ac5d7b38c9cb7967',
  principalIdentifier: certificateId,
  ipAddress: '192.0.2.0',
  versionNumber: 0,
})

const statusOf = async ({ emulator }: Machine, certificateId: string) => {
  const { certificateDescription } = await emulator.client.send(new DescribeCertificateCommand({ certificateId }))
  return certificateDescription?.status
}

describe('a device that connects for the first time', () => {
  it('has its token spent, and its certificate for its current one', async () => {
    const place = placeWith()
    await enrol(place.store)
    const certificateId = await vend(place)
    const outcome = { kind: 'seen', serialNumber: 'SN-1', certificateId, transitions: ['seen'] }
    expect(await place.handler(connected(certificateId))).toEqual(outcome)
    expect(await place.store.read('SN-1')).toMatchObject({
      token: { spentAt: place.time.getTime() },
      current: { certificateId, seenAt: place.time.getTime() },
    })
    expect(await place.handler(connected(certificateId))).toEqual({ ...outcome, transitions: [] })
    expect(place.sightings).toHaveLength(2)
  })

  it('with a new certificate has its old one revoked, and not before', async () => {
    const place = placeWith()
    await enrol(place.store)
    const old = await vend(place)
    await place.handler(connected(old))
    const second = 'BBECAwQFBgcICQoLDA0ODw'
    await enrol(place.store, 'SN-1', { token: second })
    const next = await vend(place, 'SN-1', second)
    expect([await statusOf(place, old), await statusOf(place, next)]).toEqual(['ACTIVE', 'ACTIVE'])
    expect(await place.handler(connected(next))).toMatchObject({ transitions: ['seen-retiring', 'retire', 'retired'] })
    expect([await statusOf(place, old), await statusOf(place, next)]).toEqual(['REVOKED', 'ACTIVE'])
  })
})

describe('a hint that is wrong', () => {
  it('changes nothing of the device that it names', async () => {
    const place = placeWith()
    await enrol(place.store)
    await enrol(place.store, 'SN-2')
    await vend(place)
    const theirs = await vend(place, 'SN-2')
    const before = await place.store.read('SN-1')
    expect(await place.handler(connected(theirs, 'SN-1'))).toMatchObject({ kind: 'seen', transitions: [] })
    expect(await place.store.read('SN-1')).toEqual(before)
  })

  it.each<[string, (certificateId: string) => object, object]>([
    ['of no device', (id) => ({ ...connected(id), clientId: undefined }), { reason: 'no-serial-number' }],
    ['of a client that can be none', (id) => connected(id, 'a/b #'), { reason: 'no-serial-number' }],
    ['of somebody without a certificate', () => connected('AROAEXAMPLE:user'), { reason: 'no-certificate' }],
    [
      'of a device that was refused',
      (id) => ({ ...connected(id), eventType: 'connect_failed' }),
      { reason: 'not-let-in' },
    ],
  ])('is passed over where it is an event %s', async (_what, eventOf, ignored) => {
    const place = placeWith()
    await enrol(place.store)
    const certificateId = await vend(place)
    expect(await place.handler(eventOf(certificateId))).toMatchObject({ kind: 'ignored', ...ignored })
  })
})

describe('a rule of one’s own', () => {
  it('names the field that it fills with principal()', async () => {
    const place = placeWith({
      certificateIdField: 'seenBy',
      serialNumber: ({ fields }) => String(fields.get('serial')),
    })
    await enrol(place.store)
    const certificateId = await vend(place)
    const event = { seenBy: certificateId.toUpperCase(), serial: 'SN-1', principalIdentifier: 'forged' }
    expect(await place.handler(event)).toMatchObject({ kind: 'seen', certificateId, transitions: ['seen'] })
  })
})

describe('a batch of SQS', () => {
  const record = (messageId: string, body: unknown) => ({
    messageId,
    eventSource: 'aws:sqs',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

  it('fails by the messages that failed, and no other', async () => {
    const place = placeWith()
    await enrol(place.store)
    await enrol(place.store, 'SN-2')
    const first = await vend(place)
    const second = await vend(place, 'SN-2')
    const batch = [
      record('good', connected(first)),
      record('unreadable', '{'),
      record('without-a-principal', { ...connected(first), principalIdentifier: 7 }),
      record('wrapped', Buffer.from(JSON.stringify(connected(second, 'SN-2'))).toString('base64')),
      record('twice', connected(first)),
    ]
    expect(await place.handler({ Records: batch })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'unreadable' }, { itemIdentifier: 'without-a-principal' }],
    })
    expect((await place.store.read('SN-2'))?.current?.certificateId).toBe(second)
  })

  it('takes nothing out of what an error action has wrapped: on a topic of devices that is their own text', async () => {
    const place = placeWith()
    const forged = Buffer.from(JSON.stringify(connected('a1'.repeat(32)))).toString('base64')
    const wrapped = { ruleName: 'seen', base64OriginalPayload: forged }
    expect(await place.handler({ Records: [record('wrapped', wrapped)] })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'wrapped' }],
    })
    await expect(place.handler(wrapped)).rejects.toMatchObject({ outcome: { reason: 'event-malformed' } })
  })

  it('fails for the messages for which no time was left', async () => {
    const place = placeWith({ reserveMs: 500 })
    const batch = { Records: [record('late', connected('a1'.repeat(32)))] }
    const response = await place.handler(batch, { getRemainingTimeInMillis: () => 400 })
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'late' }] })
    expect(place.sightings).toMatchObject([{ kind: 'failed', reason: 'deadline' }])
  })

  it('fails for a message that hangs, which takes nothing of the time of the others', async () => {
    const { store } = createMachine()
    const read: typeof store.read = (serialNumber) =>
      serialNumber === 'SN-hangs' ? new Promise(() => {}) : store.read(serialNumber)
    const place = placeWith({ store: { ...store, read }, concurrency: 1, reserveMs: 100 })
    const messages = ['SN-hangs', 'SN-1', 'SN-2'].map((name) => record(name, connected('a1'.repeat(32), name)))
    const end = performance.now() + 3_000
    const context = { getRemainingTimeInMillis: () => end - performance.now() }
    expect(await place.handler({ Records: messages }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'SN-hangs' }],
    })
  })
})

describe('what fails', () => {
  it('is thrown at a rule, to be delivered again', async () => {
    const gone = new Error('gone')
    const { store, driver, vending } = createMachine()
    const handler = createSightingHandler({
      vending,
      store: { ...store, read: () => Promise.reject(gone) },
      driver,
      serialNumber: () => 'SN-1',
    })
    await expect(handler(connected('a1'.repeat(32)))).rejects.toMatchObject({
      name: 'SightingError',
      code: 'sighting-retryable',
      outcome: { reason: 'unexpected', errors: [gone] },
    })
  })

  it('is thrown for good where the event is none', async () => {
    await expect(placeWith().handler({ eventType: 'connected' })).rejects.toMatchObject({ code: 'sighting-failed' })
  })

  it('is the retirement, once more, where it failed', async () => {
    const place = placeWith()
    await enrol(place.store)
    const old = await vend(place)
    await place.handler(connected(old))
    const second = 'BBECAwQFBgcICQoLDA0ODw'
    await enrol(place.store, 'SN-1', { token: second })
    const next = await vend(place, 'SN-1', second)
    const broken = createSightingHandler({
      vending: place.vending,
      store: place.store,
      driver: { perform: () => Promise.reject(new Error('throttled')) },
      serialNumber: () => 'SN-1',
    })
    await expect(broken(connected(next))).rejects.toMatchObject({ outcome: { reason: 'unavailable' } })
    expect(await place.handler(connected(next))).toMatchObject({ transitions: ['retire', 'retired'] })
    expect(await statusOf(place, old)).toBe('REVOKED')
  })

  it('is refused before it begins, as an option', () => {
    const wrong: readonly [object, string][] = [
      [{ serialNumber: undefined }, 'serialNumber'],
      [{ certificateIdField: '' }, 'certificateIdField'],
      [{ concurrency: 0 }, 'concurrency'],
      [{ store: {} }, 'store'],
      [{ serialnumber: 'x' }, 'serialnumber'],
    ]
    for (const [option, field] of wrong) {
      expect(() => placeWith(option)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
    }
  })
})
