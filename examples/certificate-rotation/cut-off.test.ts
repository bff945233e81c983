import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificatesOf } from './demo/certificates-of.js'
import { type Cloud, openCloud } from './demo/cloud.js'
import { orderSensor, type Sensor } from './demo/sensor.js'
import { checkpoints } from './device/checkpoint.js'
import { loadState } from './device/device-state.js'

let cloud: Cloud
const sensors: Sensor[] = []
let devices = 20_480_000

const order = async (): Promise<Sensor> => {
  devices += 1
  const sensor = await orderSensor(cloud, String(devices))
  sensors.push(sensor)
  return sensor
}

beforeAll(async () => {
  // Every message comes twice, and at the same time.
  cloud = await openCloud({ deliveries: 2, onOutcome: () => undefined })
})

afterAll(async () => {
  await cloud.endpoint.close()
  await Promise.all(sensors.map((sensor) => sensor.scrap()))
})

/** The vendor's certificate is out, ours is in, and there is no third. */
const expectOnboarded = async ({ serialNumber, folder }: Sensor): Promise<void> => {
  const { vendor, manufacturer, count, owner } = certificatesOf(cloud.emulator, serialNumber)
  expect(vendor).toMatchObject({ status: 'REVOKED', policies: [], things: {} })
  expect(manufacturer).toMatchObject({ status: 'ACTIVE', policies: ['own-topics', 'rotation-topics'] })
  expect(Object.keys(Object(manufacturer?.['things']))).toEqual([`sensor-${serialNumber}`])
  expect([count, owner]).toEqual([2, manufacturer?.['id']])
  expect((await cloud.store.read(serialNumber))?.record.state).toBe('completed')
  expect(await loadState(folder)).toEqual({
    serialNumber,
    identity: { issuer: 'manufacturer', certificatePem: expect.any(String), privateKeyPem: expect.any(String) },
  })
}

describe('a sensor that is cut off', () => {
  it.each(checkpoints)(
    'goes on where it was: %s',
    async (checkpoint) => {
      const sensor = await order()
      await sensor.wakeUntil(checkpoint)
      await cloud.emulator.settled()
      const { vendor, manufacturer } = certificatesOf(cloud.emulator, sensor.serialNumber)
      expect([vendor?.['status'], manufacturer?.['status']]).toContain('ACTIVE')

      await sensor.wake()
      await cloud.emulator.settled()
      await expectOnboarded(sensor)
    },
    30_000,
  )

  it('goes on where it was, at every moment one after the other', async () => {
    const sensor = await order()
    for (const checkpoint of checkpoints) await sensor.wakeUntil(checkpoint)
    await sensor.wake()
    await cloud.emulator.settled()
    await expectOnboarded(sensor)
  }, 60_000)
})
