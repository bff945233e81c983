import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { askVerifier } from '@thingplan/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { type InvocationContext, readDeadline } from '../../invocation/deadline.js'
import type { ClaimStore } from '../../stores/claim-store.js'
import { createJitrHandler } from './create-jitr-handler.js'

const devices = Array.from({ length: 4 }, (_, index) => waitingDevice({ subject: { CN: `device-${index}` } }))
const events = devices.map(({ event }) => event)
const remaining = (ms: number): InvocationContext => ({ getRemainingTimeInMillis: () => ms })

afterEach(() => {
  vi.useRealTimers()
})

describe('an invocation that ends soon', () => {
  it('starts nothing, and sends everything back', async () => {
    const iot = mockIot()
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    expect(failedMessages(await handler(sqsEvent(...events), remaining(999)))).toEqual(['m-0', 'm-1', 'm-2', 'm-3'])
    expect(iot.sent()).toEqual([])
  })

  it('sends back the messages that it has not come to', async () => {
    const iot = mockIot()
    known(iot, ...devices)
    let looks = 0
    const context = { getRemainingTimeInMillis: (): number => (looks < 2 ? 30_000 : 500) }
    iot.mock.on(DescribeCertificateCommand).callsFake(({ certificateId }) => {
      looks += 1
      const device = devices.find((known) => known.certificateId === certificateId)
      return { certificateDescription: { ...device?.description, status: 'ACTIVE' } }
    })
    const handler = createJitrHandler({ registration: sensors, client: iot.client, concurrency: 1 })
    expect(failedMessages(await handler(sqsEvent(...events), context))).toEqual(['m-2', 'm-3'])
  })

  it('starts no further step of a plan', async () => {
    const iot = mockIot()
    const [device] = devices
    let described = false
    const context = { getRemainingTimeInMillis: (): number => (described ? 500 : 30_000) }
    iot.mock.on(DescribeCertificateCommand).callsFake(() => {
      described = true
      return { certificateDescription: device?.description }
    })
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    await expect(handler(device?.event, context)).rejects.toMatchObject({
      code: 'jitr-retryable',
      outcome: { kind: 'failed', reason: 'deadline', execution: { status: 'aborted' } },
    })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it('does not wait for a verifier that takes longer', async () => {
    const iot = mockIot()
    const [device] = devices
    if (device !== undefined) known(iot, device)
    const registration = registrationOf('asking', askVerifier('inventory'))
    const verifiers = { inventory: (): Promise<never> => new Promise(() => {}) }
    const handler = createJitrHandler({ registration, client: iot.client, verifiers, sourceTimeoutMs: 60_000 })
    await expect(handler(device?.event, remaining(1_050))).rejects.toMatchObject({
      code: 'jitr-retryable',
      outcome: { kind: 'failed', reason: 'deadline', retryable: true },
    })
  })

  it('does not wait longer for another invocation that has more time', async () => {
    const iot = mockIot()
    const [device] = devices
    let answer = (): void => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    iot.mock.on(DescribeCertificateCommand).callsFake(async () => {
      await answered
      return { certificateDescription: { ...device?.description, status: 'ACTIVE' } }
    })
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    const first = handler(device?.event, remaining(60_000))
    await expect(handler(device?.event, remaining(1_050))).rejects.toMatchObject({
      code: 'jitr-retryable',
      outcome: { kind: 'failed', reason: 'deadline', certificateId: device?.certificateId },
    })
    answer()
    await expect(first).resolves.toMatchObject({ kind: 'already-active' })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it('asks for no claim where no time is left', async () => {
    const iot = mockIot()
    const asked: string[] = []
    const claims: ClaimStore = {
      claim: async (certificateId) => {
        asked.push(certificateId)
        return { state: 'claimed', token: 't' }
      },
      settle: async () => {},
      release: async () => {},
    }
    const handler = createJitrHandler({ registration: sensors, client: iot.client, claims })
    const context = { getRemainingTimeInMillis: (): number => 500 }
    expect(failedMessages(await handler(sqsEvent(events[0]), context))).toEqual(['m-0'])
    expect(asked).toEqual([])
  })

  it('starts nothing when claiming took all the time, and gives the claim back', async () => {
    const iot = mockIot()
    let claimed = false
    let released = false
    const claims: ClaimStore = {
      claim: async () => {
        claimed = true
        return { state: 'claimed', token: 't' }
      },
      settle: async () => {},
      release: async () => {
        released = true
      },
    }
    const context = { getRemainingTimeInMillis: (): number => (claimed ? 500 : 30_000) }
    const handler = createJitrHandler({ registration: sensors, client: iot.client, claims })
    expect(failedMessages(await handler(sqsEvent(events[0]), context))).toEqual(['m-0'])
    expect({ sent: iot.sent(), released }).toEqual({ sent: [], released: true })
  })

  it('answers a batch in time when every call, store and listener hangs', async () => {
    vi.useFakeTimers({ now: 0 })
    const iot = mockIot()
    const hanging = (): Promise<never> => new Promise(() => {})
    const claims: ClaimStore = {
      claim: async () => ({ state: 'claimed', token: 't' }),
      settle: hanging,
      release: hanging,
    }
    iot.mock.on(DescribeCertificateCommand).callsFake(hanging)
    const options = { registration: sensors, client: iot.client, claims, onOutcome: hanging, concurrency: 1 }
    const context = { getRemainingTimeInMillis: (): number => 30_000 - Date.now() }
    const batch = Array.from({ length: 1_000 }, (_, index) => events[index % events.length])
    let left: number | undefined
    const answering = createJitrHandler(options)(sqsEvent(...batch), context).then((response) => {
      left = context.getRemainingTimeInMillis()
      return response
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(failedMessages(await answering)).toHaveLength(batch.length)
    expect(left).toBeGreaterThan(200)
  })

  it('does not matter where nothing says when it ends', async () => {
    const iot = mockIot()
    known(iot, ...devices)
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    expect(await handler(sqsEvent(...events), {})).toEqual({ batchItemFailures: [] })
  })
})

describe('readDeadline', () => {
  it.each([0, 1, 1_000, 60_000])(
    'keeps a quarter of a reserve of %d ms for the answer, however much is stored and told before',
    (reserveMs) => {
      let left = 30_000
      const deadline = readDeadline({ getRemainingTimeInMillis: () => left }, reserveMs)
      for (let told = 0; told < 1_000; told += 1) left -= deadline.after(5_000)
      expect(left).toBeGreaterThanOrEqual(Math.min(reserveMs / 4, 30_000) - 1e-6)
      expect(deadline.after(5_000)).toBeLessThan(1)
    },
  )

  it('lets each take what it may where nothing ends', () => {
    const deadline = readDeadline(undefined, 1_000)
    expect([deadline.before(5_000), deadline.after(5_000), deadline.remainingMs()]).toEqual([5_000, 5_000, undefined])
    expect(deadline.signal.aborted).toBe(false)
  })
})
