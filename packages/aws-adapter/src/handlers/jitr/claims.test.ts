import { CreateThingCommand } from '@aws-sdk/client-iot'
import { askVerifier, defineRegistration } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import type { ClaimStore } from '../../stores/claim-store.js'
import { createMemoryClaimStore } from '../../stores/memory-claim-store.js'
import { createJitrHandler, type JitrHandler } from './create-jitr-handler.js'

const device = waitingDevice()

/** A worker: a process of its own, with a memory of its own. */
const worker = (claims: ClaimStore, iot: MockedIot = mockIot()): JitrHandler => {
  known(iot, device)
  return createJitrHandler({ registration: sensors, client: iot.client, claims, sourceTimeoutMs: 100 })
}

describe('workers with a claim store', () => {
  it('send back what another worker is at: it can still fail there', async () => {
    const claims = createMemoryClaimStore()
    await claims.claim(device.certificateId)
    const iot = mockIot()
    expect(failedMessages(await worker(claims, iot)(sqsEvent(device.event)))).toEqual(['m-0'])
    expect(iot.sent()).toEqual([])
  })

  it('spare each other the look, once it is settled', async () => {
    const claims = createMemoryClaimStore()
    await worker(claims)(device.event)
    const iot = mockIot()
    await expect(worker(claims, iot)(device.event)).resolves.toMatchObject({ kind: 'already-active' })
    expect(iot.sent()).toEqual([])
  })

  it('spare each other the look at what was published before it was settled, however long that has been queued', async () => {
    let now = device.event.timestamp + 3_600_000
    const claims = createMemoryClaimStore({ clock: () => new Date(now) })
    await worker(claims)(device.event)
    now += 86_400_000
    const iot = mockIot()
    await expect(worker(claims, iot)(device.event)).resolves.toMatchObject({ kind: 'already-active' })
    expect(iot.sent()).toEqual([])
    await worker(claims, iot)({ ...device.event, timestamp: now })
    expect(iot.sent()).not.toEqual([])
  })

  describe('of which one refused a device that nobody knew yet', () => {
    let now = 0
    let isKnown = false

    /** Refused at first; known a day later, when its old events still come. */
    const refused = async (): Promise<JitrHandler> => {
      now = device.event.timestamp + 3_600_000
      isKnown = false
      const claims = createMemoryClaimStore({ clock: () => new Date(now) })
      const iot = mockIot()
      known(iot, device)
      const registration = defineRegistration({
        name: 'sensors',
        rules: [askVerifier('inventory')],
        profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
      })
      const verifiers = { inventory: async () => ({ outcome: isKnown ? 'accepted' : 'refused' }) as const }
      const options = { registration, client: iot.client, clock: () => new Date(now), verifiers, claims }
      await expect(createJitrHandler(options)(device.event)).resolves.toMatchObject({ reason: 'rejected' })
      now += 86_400_000
      isKnown = true
      return createJitrHandler(options)
    }

    it('look at it when it knocks again, whatever old or forged events came just before', async () => {
      const handler = await refused()
      await expect(handler(device.event)).resolves.toMatchObject({ reason: 'refused-before' })
      await expect(handler({ ...device.event, timestamp: now })).resolves.toMatchObject({ kind: 'registered' })
    })

    it('look at it when it knocks again, whatever old or forged events come with it', async () => {
      const handler = await refused()
      const [old, knock] = await Promise.all([handler(device.event), handler({ ...device.event, timestamp: now })])
      expect([old, knock]).toMatchObject([{ kind: 'refused' }, { kind: 'registered' }])
    })
  })

  it('do not take a refusal for a registration', async () => {
    const claims = createMemoryClaimStore()
    const revoked = waitingDevice({ description: { status: 'REVOKED' } })
    const refuse = (iot = mockIot()): Promise<unknown> => {
      known(iot, revoked)
      return createJitrHandler({ registration: sensors, client: iot.client, claims })(revoked.event)
    }
    await expect(refuse()).resolves.toMatchObject({ kind: 'refused', reason: 'rejected' })
    await expect(refuse()).resolves.toMatchObject({ kind: 'refused', reason: 'refused-before' })
  })

  it('do not let a forged event answer for the true one', async () => {
    const claims = createMemoryClaimStore()
    const forged = { ...device.event, awsAccountId: '210987654321' }
    await expect(worker(claims)(forged)).resolves.toMatchObject({ kind: 'refused', reason: 'rejected' })
    await expect(worker(claims)(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('give a claim back when the registration fails', async () => {
    const claims = createMemoryClaimStore()
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejects(awsError('ThrottlingException'))
    await expect(worker(claims, iot)(device.event)).rejects.toMatchObject({ code: 'jitr-retryable' })
    await expect(worker(claims)(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })

  const never = (): Promise<never> => new Promise(() => {})
  const fail = (): Promise<never> => Promise.reject(new Error('the table is gone'))

  it.each<[string, ClaimStore]>([
    ['fails', { claim: fail, settle: fail, release: fail }],
    ['never answers', { claim: never, settle: never, release: never }],
    ['fails at the end', { claim: async () => ({ state: 'claimed', token: 't' }), settle: fail, release: fail }],
    ['answers nonsense', { claim: async () => JSON.parse('{"state":"maybe"}'), settle: fail, release: fail }],
    ['answers nothing', { claim: async () => JSON.parse('null'), settle: fail, release: fail }],
  ])('register all the same when the store %s', async (_what, claims) => {
    await expect(worker(claims)(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('do not wait for a store longer than the invocation lasts', async () => {
    const iot = mockIot()
    known(iot, device)
    const claims: ClaimStore = { claim: never, settle: never, release: never }
    const handler = createJitrHandler({
      registration: sensors,
      client: iot.client,
      claims,
      onOutcome: never,
      sourceTimeoutMs: 60_000,
      reserveMs: 100,
    })
    const end = Date.now() + 400
    const context = { getRemainingTimeInMillis: (): number => end - Date.now() }
    expect(failedMessages(await handler(sqsEvent(device.event), context))).toEqual(['m-0'])
  })
})
