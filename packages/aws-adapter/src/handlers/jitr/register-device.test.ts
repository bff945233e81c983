import { notRevoked, type RevocationList } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { JitrHandlerOptions } from './jitr-options.js'

const sensors = registrationOf('sensors')

describe('createJitrHandler, tombstones', () => {
  const device = waitingDevice()
  const run = async (
    tombstones: JitrHandlerOptions['tombstones'] & {},
  ): Promise<{ result: unknown; sent: string[] }> => {
    const iot = mockIot()
    known(iot, device)
    const handler = createJitrHandler({ registration: sensors, client: iot.client, tombstones, sourceTimeoutMs: 100 })
    const result = await handler(device.event).catch((error: { outcome: unknown }) => error.outcome)
    return { result, sent: iot.sent() }
  }

  it('refuses a device that has been removed for good', async () => {
    const { result, sent } = await run(async (certificateId) => certificateId === device.certificateId)
    expect(result).toMatchObject({ kind: 'refused', reason: 'tombstoned' })
    expect(sent).toEqual(['DescribeCertificate'])
  })

  it.each<[string, JitrHandlerOptions['tombstones'] & {}]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['never answers', () => new Promise(() => {})],
    ['answers nonsense', async () => JSON.parse('"no"')],
  ])('does not register when the source %s', async (_what, tombstones) => {
    const { result, sent } = await run(tombstones)
    expect(result).toMatchObject({ kind: 'failed', reason: 'source-failed', retryable: true })
    expect(sent).toEqual(['DescribeCertificate'])
  })
})

describe('createJitrHandler, revocations', () => {
  const { certificate, now } = factsFixture()
  const device = waitingDevice()
  const listOf = (serialNumber: string): RevocationList => ({
    issuer: certificate.issuer.entries(),
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 86_400_000),
    revocations: [{ serialNumber, revokedAt: now }],
  })

  const run = async (revocations?: JitrHandlerOptions['revocations']): Promise<{ result: unknown; sent: string[] }> => {
    const iot = mockIot()
    known(iot, device)
    const handler = createJitrHandler({
      registration: registrationOf('sensors', notRevoked()),
      client: iot.client,
      clock: () => now,
      sourceTimeoutMs: 100,
      ...(revocations === undefined ? {} : { revocations }),
    })
    const result = await handler(device.event).catch((error: { outcome: unknown }) => error.outcome)
    return { result, sent: iot.sent() }
  }

  it('refuses a device that its CA has taken back', async () => {
    const { result, sent } = await run(async () => [listOf(certificate.serialNumber)])
    expect(result).toMatchObject({ kind: 'refused', decision: { verdict: 'reject' } })
    expect(JSON.stringify(result)).toContain('"revoked"')
    expect(sent).toEqual(['DescribeCertificate'])
  })

  it('registers one that stands on no list', async () => {
    const { result } = await run(async () => [listOf('7f')])
    expect(result).toMatchObject({ kind: 'registered' })
  })

  it('leaves a device alone where nobody gives the rule its lists', async () => {
    const { result } = await run()
    expect(result).toMatchObject({ kind: 'refused', decision: { consequence: 'leave' } })
  })

  it.each<[string, JitrHandlerOptions['revocations'] & {}]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['never answers', () => new Promise(() => {})],
    ['answers nonsense', async () => JSON.parse('"none"')],
  ])('does not register when the source %s', async (_what, revocations) => {
    const { result, sent } = await run(revocations)
    expect(result).toMatchObject({ kind: 'failed', reason: 'source-failed', field: 'revocations', retryable: true })
    expect(sent).toEqual(['DescribeCertificate'])
  })
})
