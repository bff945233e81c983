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
