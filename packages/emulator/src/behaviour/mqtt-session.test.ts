import { describe, expect, it, vi } from 'vitest'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { anything } from '../fixtures/policies.js'

closeFleetsAfterEach()

const persistent = { clean: false } as const

describe('the MQTT endpoint, going on with a session', () => {
  it('MQTT-34 keeps subscriptions and messages for the certificate they are of, and for no other', async () => {
    const { emulator, endpoint, activeDevice, story } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const other = await activeDevice('other', anything)
    const before = await connectMqtt(endpoint, device, 'device-1', persistent)
    await before.client.subscribeAsync('own/#', { qos: 1 })
    await before.client.endAsync()
    await emulator.publish('own/orders', 'measure', { qos: 1 })

    const stranger = await connectMqtt(endpoint, other, 'device-1', persistent)
    await stranger.client.publishAsync('own/temperature', '21', { qos: 1 })
    await stranger.client.endAsync()
    expect(stranger.messages).toEqual([])
    expect(story).not.toContainEqual(
      expect.objectContaining({ kind: 'subscribed', certificateId: other.certificateId }),
    )

    const after = await connectMqtt(endpoint, device, 'device-1', persistent)
    await vi.waitFor(() => expect(after.messages).toHaveLength(2))
    expect(after.messages).toEqual([
      ['own/orders', 'measure'],
      ['own/temperature', '21'],
    ])
    await after.client.endAsync()
  })
})
