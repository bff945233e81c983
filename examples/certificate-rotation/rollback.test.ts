import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificatesOf } from './demo/certificates-of.js'
import { type Cloud, openCloud } from './demo/cloud.js'
import { orderSensor, type Sensor } from './demo/sensor.js'
import type { Checkpoint } from './device/checkpoint.js'
import { loadState } from './device/device-state.js'

const eightDays = 8 * 86_400_000

let cloud: Cloud
const sensors: Sensor[] = []

const order = async (serialNumber: string): Promise<Sensor> => {
  const sensor = await orderSensor(cloud, serialNumber)
  sensors.push(sensor)
  return sensor
}

beforeAll(async () => {
  cloud = await openCloud({ onOutcome: () => undefined })
})

afterAll(async () => {
  await cloud.endpoint.close()
  await Promise.all(sensors.map((sensor) => sensor.scrap()))
})

describe('a sensor that does not acknowledge in time', () => {
  it.each<[Checkpoint, string]>([
    ['certificate saved', '20480001'],
    ['connected with the new certificate', '20480002'],
  ])(
    'goes on with what it has, and gives up what was revoked: %s',
    async (checkpoint, serialNumber) => {
      const sensor = await order(serialNumber)
      await sensor.wakeUntil(checkpoint)
      await cloud.service.tidy()
      expect(certificatesOf(cloud.emulator, serialNumber).manufacturer).toMatchObject({ status: 'ACTIVE' })

      cloud.pass(eightDays)
      await cloud.service.tidy()
      const { vendor, manufacturer, owner } = certificatesOf(cloud.emulator, serialNumber)
      expect(vendor).toMatchObject({ status: 'ACTIVE', policies: ['own-topics', 'rotation-topics'] })
      expect(manufacturer).toMatchObject({ status: 'REVOKED', policies: [], things: {} })
      expect(owner).toBe(vendor?.['id'])

      await expect(sensor.wake()).rejects.toMatchObject({ name: 'Refused', code: 'rotation-rolled-back' })
      expect(await loadState(sensor.folder)).toEqual({
        serialNumber,
        identity: expect.objectContaining({ issuer: 'vendor' }),
      })
      await expect(sensor.wake()).rejects.toMatchObject({ code: 'rotation-rolled-back' })
    },
    30_000,
  )

  it('is offered another certificate by hand, and takes it', async () => {
    const sensor = await order('20480003')
    await sensor.wakeUntil('certificate saved')
    cloud.pass(eightDays)
    await cloud.service.tidy()
    await expect(sensor.wake()).rejects.toMatchObject({ code: 'rotation-rolled-back' })

    expect(await cloud.service.offerAgain('20480003', 'second-try')).toBe(true)
    expect(await cloud.service.offerAgain('20480003', 'third-try')).toBe(false)
    expect((await sensor.wake()).identity.issuer).toBe('manufacturer')
    await cloud.emulator.settled()
    expect(certificatesOf(cloud.emulator, '20480003')).toMatchObject({ vendor: { status: 'REVOKED' }, count: 3 })
  }, 30_000)
})
