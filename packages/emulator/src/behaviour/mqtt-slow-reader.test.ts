import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { anything } from '../fixtures/policies.js'
import { connectPacket, openTls, subscribePacket } from '../fixtures/raw-connection.js'

closeFleetsAfterEach()

describe('the MQTT endpoint, with a subscriber that stops reading', () => {
  it('MQTT-36 delivers to everybody else meanwhile, and disconnects it after 5 seconds', {
    timeout: 20_000,
  }, async () => {
    const { emulator, endpoint, activeDevice, story } = await openFleet()
    const stuck = await openTls(endpoint, await activeDevice('stuck', anything))
    stuck.on('error', () => undefined)
    stuck.write(Buffer.concat([connectPacket('stuck', 4), subscribePacket('flood')]))
    await vi.waitFor(() => expect(story).toContainEqual(expect.objectContaining({ kind: 'subscribed' })))
    await once(stuck, 'data')
    stuck.pause()
    const reader = await connectMqtt(endpoint, await activeDevice('reader', anything), 'reader')
    await reader.client.subscribeAsync('calm')

    // More than the network holds for a reader, in more messages than the broker has in hand by default.
    const payload = Buffer.alloc(120_000)
    const flood = Array.from({ length: 300 }, () => emulator.publish('flood', payload))
    await emulator.publish('calm', 'hello')
    await vi.waitFor(() => expect(reader.messages).toEqual([['calm', 'hello']]))
    const gone = expect.objectContaining({ kind: 'disconnected', clientId: 'stuck' })
    expect(story).not.toContainEqual(gone)

    await Promise.all(flood)
    await vi.waitFor(() => expect(story).toContainEqual(gone))
    stuck.destroy()
    await reader.client.endAsync()
  })
})
