import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeFleetsAfterEach, type Fleet, openFleet } from '../fixtures/fleet.js'
import { type ConnectedDevice, connectMqtt } from '../fixtures/mqtt-device.js'
import { anything } from '../fixtures/policies.js'

const failure = new Error('the registry has burnt down')
const broken = vi.hoisted(() => new Set<string>())

/** Policies are asked in every hook of the broker: here the question itself can fail. */
vi.mock('../connection/authorize.js', async (importOriginal) => {
  const { isAuthorized } = await importOriginal<typeof import('../connection/authorize.js')>()
  const failing: typeof isAuthorized = (world, session, request) => {
    if (broken.has(request.action)) throw failure
    return isAuthorized(world, session, request)
  }
  return { isAuthorized: failing }
})

closeFleetsAfterEach()
afterEach(() => broken.clear())

/** Tries what is then refused; resolves when the refusal has been seen. */
type Attempt = (fleet: Fleet, device: ConnectedDevice) => Promise<void>

const refusedConnect: Attempt = async ({ endpoint, activeDevice }) => {
  const other = await activeDevice('device-2', anything)
  await expect(connectMqtt(endpoint, other, 'device-2')).rejects.toThrow('closed without CONNACK')
}

const refusedPublish: Attempt = async (_, { client, closed }) => {
  let acknowledged = false
  client.publish('own/temperature', '21', { qos: 1 }, (error) => {
    acknowledged = !error
  })
  await closed
  expect(acknowledged).toBe(false)
}

const refusedSubscribe: Attempt = async (_, { client, closed }) => {
  await expect(client.subscribeAsync('own/#')).rejects.toThrow()
  await closed
}

const droppedDelivery: Attempt = async (_, { client, messages }) => {
  await client.subscribeAsync('own/#')
  await client.publishAsync('own/temperature', '21', { qos: 1 })
  broken.clear()
  await client.publishAsync('own/temperature', '22', { qos: 1 })
  await vi.waitFor(() => expect(messages).toEqual([['own/temperature', '22']]))
}

describe('the MQTT endpoint, failing', () => {
  it.each([
    ['a CONNECT', 'iot:Connect', refusedConnect],
    ['a PUBLISH', 'iot:Publish', refusedPublish],
    ['a SUBSCRIBE', 'iot:Subscribe', refusedSubscribe],
    ['a delivery', 'iot:Receive', droppedDelivery],
  ] as const)(
    'MQTT-14 refuses what it fails to decide on, tells the error, and lives on: %s',
    async (_, action, attempt) => {
      const fleet = await openFleet()
      const errors: unknown[] = []
      const off = fleet.emulator.on('error', (error) => errors.push(error))
      const identity = await fleet.activeDevice('device-1', anything)
      const device = await connectMqtt(fleet.endpoint, identity, 'device-1')

      broken.add(action)
      await attempt(fleet, device)
      expect(errors).toEqual([failure])
      broken.clear()
      await device.client.endAsync(true)

      const again = await connectMqtt(fleet.endpoint, identity, 'device-1')
      await again.client.publishAsync('own/temperature', '23', { qos: 1 })
      await again.client.endAsync()
      off()
    },
  )

  it('MQTT-14 throws the error from settled() where nobody listens to errors', async () => {
    const fleet = await openFleet()
    const device = await fleet.activeDevice('device-1', anything)
    broken.add('iot:Connect')
    await expect(connectMqtt(fleet.endpoint, device, 'device-1')).rejects.toThrow('closed without CONNACK')
    await expect(fleet.emulator.settled()).rejects.toBe(failure)
  })
})
