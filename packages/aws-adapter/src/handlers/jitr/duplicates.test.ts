import { CreateThingCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler, type JitrHandler } from './create-jitr-handler.js'
import type { DuplicateOptions } from './jitr-options.js'
import { RecentOutcomes } from './recent-outcomes.js'

const device = waitingDevice()

interface Scene {
  readonly iot: MockedIot
  readonly handler: JitrHandler
  looks(): number
  pass(ms: number): void
}

const scene = (duplicates?: DuplicateOptions | false): Scene => {
  const iot = mockIot()
  known(iot, device)
  let now = Date.UTC(2026, 5, 1)
  const clock = (): Date => new Date(now)
  const options = { registration: sensors, client: iot.client, clock }
  return {
    iot,
    handler: createJitrHandler(duplicates === undefined ? options : { ...options, duplicates }),
    looks: () => iot.sent().filter((name) => name === 'DescribeCertificate').length,
    pass: (ms) => {
      now += ms
    },
  }
}

describe('events of one certificate', () => {
  it('that come together cost one registration', async () => {
    const { handler, looks } = scene()
    expect(await handler(sqsEvent(device.event, device.event, device.event))).toEqual({ batchItemFailures: [] })
    expect(looks()).toBe(1)
  })

  it('that come within a minute cost no further call', async () => {
    const { handler, looks, pass } = scene()
    await handler(device.event)
    pass(59_999)
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'registered' })
    expect(looks()).toBe(1)
    pass(1)
    await handler(device.event)
    expect(looks()).toBe(2)
  })

  it('are looked at again after an outcome that can change', async () => {
    const { handler, looks, iot } = scene()
    iot.mock
      .on(DescribeCertificateCommand)
      .rejectsOnce(awsError('ThrottlingException'))
      .resolves({ certificateDescription: device.description })
    await expect(handler(device.event)).rejects.toMatchObject({ code: 'jitr-retryable' })
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'registered' })
    expect(looks()).toBe(2)
  })

  it('are looked at again where AWS IoT did not know the certificate yet', async () => {
    const { handler, iot } = scene()
    iot.mock
      .on(DescribeCertificateCommand)
      .rejectsOnce(awsError('ResourceNotFoundException'))
      .resolves({ certificateDescription: device.description })
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'refused', reason: 'certificate-unknown' })
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('share a failure, too, and each message is sent back', async () => {
    const { handler, iot, looks } = scene()
    iot.mock.on(CreateThingCommand).rejects(awsError('ThrottlingException'))
    expect(failedMessages(await handler(sqsEvent(device.event, device.event)))).toEqual(['m-0', 'm-1'])
    expect(looks()).toBe(1)
  })

  it('do not answer for each other when they tell different CAs or accounts, at once or one by one', async () => {
    const forged = { ...device.event, awsAccountId: '210987654321' }
    const together = scene()
    expect(await together.handler(sqsEvent(forged, device.event))).toEqual({ batchItemFailures: [] })
    expect(together.iot.sent()).toContain('UpdateCertificate')
    const oneByOne = scene()
    await expect(oneByOne.handler(forged)).resolves.toMatchObject({ kind: 'refused' })
    await expect(oneByOne.handler(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('are each looked at where that is wanted', async () => {
    const { handler, looks } = scene(false)
    await handler(sqsEvent(device.event, device.event))
    expect(looks()).toBe(2)
  })
})

describe('RecentOutcomes', () => {
  const outcome = { kind: 'already-active', message: 'done' } as const

  it('forgets the oldest settled outcome when it is full, and no work under way', async () => {
    const recent = new RecentOutcomes({ windowMs: 1_000, capacity: 1, clock: () => new Date(0) })
    let finish: () => void = () => {}
    const slow = recent.share('slow', () => new Promise((resolve) => (finish = () => resolve(outcome))))
    for (const key of ['a', 'b']) await recent.share(key, async () => outcome)
    const joined = recent.share('slow', async () => outcome)
    finish()
    expect([(await slow).duplicate, (await joined).duplicate]).toEqual([false, true])
    expect((await recent.share('a', async () => outcome)).duplicate).toBe(false)
  })

  it('keeps nothing that was only remembered, and forgets nothing for it', async () => {
    const recent = new RecentOutcomes({ windowMs: 1_000, capacity: 1, clock: () => new Date(0) })
    await recent.share('a', async () => outcome)
    await recent.share('b', async () => ({ ...outcome, remembered: true }))
    expect((await recent.share('a', async () => outcome)).duplicate).toBe(true)
  })

  it('forgets work that threw', async () => {
    const recent = new RecentOutcomes({ windowMs: 1_000, capacity: 1, clock: () => new Date(0) })
    await expect(recent.share('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await recent.share('a', async () => outcome)).duplicate).toBe(false)
  })
})
