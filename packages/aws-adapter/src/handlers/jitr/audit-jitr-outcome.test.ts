import { AttachPolicyCommand, CreateThingCommand, UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { askVerifier, requireSubject } from '@thingplan/core'
import { type AuditEvent, parseAuditEvent, toRegistrationRecord } from '@thingplan/core/audit'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { createAuditTrail } from '../../audit/create-audit-trail.js'
import { awsError } from '../../fixtures/aws-error.js'
import { emulateAccount } from '../../fixtures/emulated-account.js'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { device, failures, refusals, type Scene, tellScene } from '../../fixtures/jitr-scenes.js'
import { keepTrail, typesOf } from '../../fixtures/keep-trail.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { auditJitrOutcome } from './audit-jitr-outcome.js'
import { createJitrHandler } from './create-jitr-handler.js'

const at = new Date('2026-11-22T10:00:00Z')
const { certificateId } = device

const eventsOf = async (scene: Scene): Promise<readonly AuditEvent[]> => {
  const { outcome, delivery } = await tellScene(scene)
  const events = auditJitrOutcome(outcome, delivery, at)
  expect(auditJitrOutcome(outcome, delivery, at)).toEqual(events)
  expect(events.map((event) => parseAuditEvent(JSON.stringify(event)))).toEqual(events)
  return events
}

const title = requireSubject({ title: ['iot'] })
const asking = registrationOf('asking', askVerifier('inventory'))
const silent = { registration: asking, verifiers: { inventory: () => new Promise<never>(() => {}) } }

describe('the audit trail of a registration event', () => {
  it.each<[string, Scene, readonly string[]]>([
    ['registered', {}, ['accepted', ...Array.from({ length: 6 }, () => 'step-done'), 'completed']],
    ['already active', { device: waitingDevice({ description: { status: 'ACTIVE' } }) }, ['completed']],
    ['refused', { options: { registration: registrationOf('titled', title) } }, ['refused']],
    ['undecided', { options: silent }, ['undecided']],
    [
      'interrupted',
      { world: ({ mock }) => mock.on(UpdateCertificateCommand).rejects(awsError('ThrottlingException')) },
      ['accepted', ...Array.from({ length: 5 }, () => 'step-done'), 'step-failed', 'failed'],
    ],
  ])('tells of a device that is %s', async (_what, scene, types) => {
    const events = await eventsOf(scene)
    expect(typesOf(events)).toEqual(types)
    for (const event of events) {
      const expected = scene.device?.certificateId ?? certificateId
      expect(event).toMatchObject({ flow: 'registration', correlationId: 'm-0', subject: { certificateId: expected } })
    }
  })

  it.each(Object.entries(refusals))('tells of a refusal without a decision: %s', async (_reason, [scene, { code }]) => {
    expect(await eventsOf(scene)).toMatchObject([{ type: 'refused', code, findings: [] }])
  })

  it.each(Object.entries(failures))('tells of a failure: %s', async (_reason, [scene, { code, field }]) => {
    const events = await eventsOf(scene)
    expect(events.at(-1)).toMatchObject({ type: 'failed', correlationId: 'm-0', failure: { code, field } })
    expect(events.at(-1)).not.toHaveProperty('failure.value')
  })

  it('says of the device what the universal JITR logs', async () => {
    const subject = { CN: '7', serialNumber: '2048', title: 'iot', '2.5.4.44': 'p-1' }
    const [event] = (await eventsOf({ device: waitingDevice({ subject }) })).slice(-1)
    expect(event && toRegistrationRecord(event)).toEqual({
      certificateId: certificateFixture({ subject }).id,
      timestamp: at.getTime(),
      type: 'SUCCESS',
      thingName: 'sensor-7',
      thingCategory: 'iot',
      serialNumber: '2048',
      productId: 'p-1',
    })
  })

  it('has one record for each outcome, at most', async () => {
    const scenes = [{}, { options: silent }, ...Object.values(refusals), ...Object.values(failures)]
    for (const scene of scenes.map((scene) => (Array.isArray(scene) ? scene[0] : scene))) {
      const records = (await eventsOf(scene)).flatMap((event) => toRegistrationRecord(event) ?? [])
      expect(records.length).toBeLessThanOrEqual(1)
    }
  })

  it('tells of both decisions where a thing turned out to be another’s', async () => {
    const account = await emulateAccount()
    const { audit, kept } = keepTrail()
    const handler = createJitrHandler({ registration: sensors, client: account.emulator.client, audit })
    await handler(await account.knock(await account.issue({ CN: '1' })))
    kept.splice(0)
    await handler(await account.knock(await account.issue({ CN: '1' })))
    const types = typesOf(kept)
    expect(types[0]).toBe('accepted')
    expect(types).toContain('step-failed')
    expect(types.filter((type) => type === 'refused')).toHaveLength(1)
    expect(types.indexOf('step-failed')).toBeLessThan(types.indexOf('refused'))
    expect(types).not.toContain('completed')
  })

  it('tells of a registration that is resumed', async () => {
    const { outcome, delivery } = await tellScene({})
    const types = typesOf(auditJitrOutcome(outcome, { ...delivery, deliveries: 2 }, at))
    expect(types.slice(0, 3)).toEqual(['accepted', 'resumed', 'step-done'])
    expect(types.at(-1)).toBe('completed')
  })
})

describe('the option `audit`', () => {
  const others = [waitingDevice({ subject: { CN: 'a' } }), waitingDevice({ subject: { CN: 'b' } })] as const

  it('records every message of a batch, also duplicates and what cannot be read', async () => {
    const iot = mockIot()
    const [good, bad] = others
    known(iot, good, bad)
    iot.mock.on(CreateThingCommand, { thingName: 'sensor-b' }).rejects(awsError('InvalidRequestException'))
    const kept: AuditEvent[][] = []
    const audit = createAuditTrail({ sinks: [{ name: 'list', record: async (events) => void kept.push([...events]) }] })
    const handler = createJitrHandler({ registration: sensors, client: iot.client, audit, concurrency: 1 })
    const batch = sqsEvent(good.event, '{', bad.event, good.event, 'A'.repeat(300_000), { certificateId: {} })
    expect(failedMessages(await handler(batch))).toEqual(['m-1', 'm-2', 'm-4', 'm-5'])
    expect(kept.map((events) => [events.at(-1)?.correlationId, events.at(-1)?.type])).toEqual([
      ['m-0', 'completed'],
      ['m-1', 'failed'],
      ['m-2', 'failed'],
      ['m-3', 'completed'],
      ['m-4', 'failed'],
      ['m-5', 'failed'],
    ])
    expect(kept[3]).toMatchObject([{ type: 'completed', repeated: true, subject: { thingName: 'sensor-a' } }])
    expect(kept[1]).toMatchObject([{ failure: { code: 'event-malformed', retryable: false }, subject: {} }])
  })

  it('records an invocation that is neither an event nor a batch', async () => {
    const { audit, kept } = keepTrail()
    const handler = createJitrHandler({ registration: sensors, client: mockIot().client, audit })
    const foreign = { Records: [{ EventSource: 'aws:sns' }] }
    await expect(handler(foreign, { awsRequestId: 'request-1' })).rejects.toMatchObject({ code: 'event-shape' })
    expect(kept).toMatchObject([
      { type: 'failed', correlationId: 'request-1', failure: { code: 'event-shape', retryable: false } },
    ])
  })

  it('names the invocation where there is no message', async () => {
    const iot = mockIot()
    known(iot, others[0])
    const { audit, kept } = keepTrail()
    const handler = createJitrHandler({ registration: sensors, client: iot.client, audit })
    await handler(others[0].event, { awsRequestId: 'request-1' })
    expect(new Set(kept.map(({ correlationId }) => correlationId))).toEqual(new Set(['request-1']))
  })

  it.each([
    ['throws', () => Promise.reject(new Error('gone'))],
    ['hangs', () => new Promise<void>(() => {})],
  ])('changes nothing where a sink %s, and that is told', async (_what, record) => {
    const iot = mockIot()
    known(iot, others[0])
    const failed: string[] = []
    const audit = createAuditTrail({
      sinks: [{ name: 'gone', record }],
      timeoutMs: 100,
      onSinkFailure: ({ sink, eventIds }) => void failed.push(`${sink} ${eventIds.length}`),
    })
    const handler = createJitrHandler({ registration: sensors, client: iot.client, audit })
    await expect(handler(others[0].event)).resolves.toMatchObject({ kind: 'registered' })
    expect(failed).toEqual(['gone 8'])
  })

  it('takes none of the time that the answer needs', async () => {
    const iot = mockIot()
    known(iot, others[0])
    let remaining = 30_000
    iot.mock.on(AttachPolicyCommand).callsFake(() => {
      remaining = 1_050
      return {}
    })
    const allowed: (number | undefined)[] = []
    const audit = { failures: 0, record: async (_events: unknown, withinMs?: number) => void allowed.push(withinMs) }
    const handler = createJitrHandler({ registration: sensors, client: iot.client, audit })
    await handler(others[0].event, { getRemainingTimeInMillis: () => remaining })
    expect(allowed).toEqual([(50 + 750) / 2])
  })

  it('waits no longer for a trail of somebody’s own that hangs or throws', async () => {
    const iot = mockIot()
    known(iot, ...others)
    const [one, other] = others
    const options = { registration: sensors, client: iot.client, sourceTimeoutMs: 100 }
    const hanging = { failures: 0, record: () => new Promise<void>(() => {}) }
    const throwing = { failures: 0, record: () => Promise.reject(new Error('x')) }
    await expect(createJitrHandler({ ...options, audit: hanging })(one.event)).resolves.toMatchObject({})
    await expect(createJitrHandler({ ...options, audit: throwing })(other.event)).resolves.toMatchObject({})
  })

  it('is a trail', () => {
    const options = { registration: sensors, client: mockIot().client, audit: [] }
    expect(() => Reflect.apply(createJitrHandler, undefined, [options])).toThrow(
      expect.objectContaining({ code: 'adapter-option', field: 'audit' }),
    )
  })
})
