import { X509Certificate } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeClaim, openCloud } from './demo/cloud.js'
import { buildDeviceFolder, type DeviceFolder } from './demo/device-folder.js'
import { loadIdentity } from './device/identity.js'

const emulator = await openCloud(
  async () => ({ outcome: 'accepted' }),
  () => undefined,
)
const endpoint = await emulator.listen()
let device: DeviceFolder

beforeAll(async () => {
  device = await buildDeviceFolder(endpoint, await makeClaim(emulator, 'sensors'))
})

afterAll(async () => {
  await device.remove()
  await endpoint.close()
})

describe('the program on the device', () => {
  it('keeps nothing of a provisioning that was refused, and says why', async () => {
    expect(await device.wake('sensors', '1')).toEqual({ ok: false, said: expect.stringContaining('AccessDenied') })
    expect(await loadIdentity(device.files)).toBeUndefined()
  }, 30_000)

  it('sends its first reading with a certificate of its own key', async () => {
    const published: string[] = []
    const stop = emulator.on('connection', (event) => {
      if (event.kind === 'published') published.push(`${event.clientId}: ${event.topic}`)
    })
    expect(await device.wake('sensors', '20481234')).toMatchObject({ ok: true })
    stop()
    expect(published).toContain('sensor-20481234: device/sensor-20481234/temperature')
    const identity = await loadIdentity(device.files)
    const certificate = new X509Certificate(identity?.certificatePem ?? '')
    expect(emulator.snapshot().things['sensor-20481234']).toMatchObject({
      attributes: { certificateId: certificate.fingerprint256.replaceAll(':', '').toLowerCase() },
    })
  }, 30_000)

  it('keeps its identity from everybody else', () => {
    expect(statSync(join(device.files, 'identity.json')).mode & 0o077).toBe(0)
  })

  it('sends every other reading without the claim', async () => {
    const calls = emulator.calls.length
    expect(await device.wake('sensors', '20481234')).toEqual({
      ok: true,
      said: 'sent a reading to device/sensor-20481234/temperature',
    })
    expect(emulator.calls).toHaveLength(calls)
  }, 30_000)
})
