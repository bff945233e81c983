import { describe, expect, it } from 'vitest'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { anything } from '../fixtures/policies.js'
import { connectPacket, exchange, publishPacket, subscribePacket } from '../fixtures/raw-connection.js'

closeFleetsAfterEach()

const connack = [0x20, 0x02, 0x00, 0x00]
const noTopics = ['', 'a/+', 'a/#', 'a\0']
const noFilters = ['', 'a+', 'a#', 'a/#/b', 'a\0']

describe('the MQTT endpoint, with topics that are none', () => {
  it.each(noTopics)('MQTT-35 closes on a PUBLISH: %j', async (topic) => {
    const { endpoint, activeDevice, story } = await openFleet()
    const sent = Buffer.concat([connectPacket('device-1', 4), publishPacket(topic)])
    expect(await exchange(endpoint, await activeDevice('device-1', anything), sent)).toEqual(connack)
    expect(story).not.toContainEqual(expect.objectContaining({ kind: 'published' }))
  })

  it.each(noTopics)('MQTT-35 refuses a CONNECT with such a last will: %j', async (topic) => {
    const { endpoint, activeDevice, story } = await openFleet()
    const device = await activeDevice('device-1', anything)
    expect(await exchange(endpoint, device, connectPacket('device-1', 4, topic))).toEqual([])
    expect(story).toEqual([{ kind: 'refused', reason: 'will-invalid', clientId: 'device-1' }])
  })

  it.each(noFilters)('MQTT-35 closes on a SUBSCRIBE, without SUBACK: %j', async (topicFilter) => {
    const { endpoint, activeDevice, story } = await openFleet()
    const sent = Buffer.concat([connectPacket('device-1', 4), subscribePacket(topicFilter)])
    expect(await exchange(endpoint, await activeDevice('device-1', anything), sent)).toEqual(connack)
    expect(story).not.toContainEqual(expect.objectContaining({ kind: 'subscribed' }))
  })
})
