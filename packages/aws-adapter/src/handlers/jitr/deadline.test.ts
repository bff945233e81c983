import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { askVerifier } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { InvocationContext } from './deadline.js'

const devices = Array.from({ length: 4 }, (_, index) => waitingDevice({ subject: { CN: `device-${index}` } }))
const events = devices.map(({ event }) => event)
const remaining = (ms: number): InvocationContext => ({ getRemainingTimeInMillis: () => ms })

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

  it('does not matter where nothing says when it ends', async () => {
    const iot = mockIot()
    known(iot, ...devices)
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    expect(await handler(sqsEvent(...events), {})).toEqual({ batchItemFailures: [] })
  })
})
