import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { registeredTopic } from '../event/registered-event.js'
import { arnPrefix } from '../fixtures/account.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { anything, policyText } from '../fixtures/policies.js'

closeFleetsAfterEach()

const connects = { action: 'iot:Connect', on: 'client/*' } as const

/** Resolves when a condition holds; the runner's own time limit ends the wait for one that never does. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('the MQTT endpoint, between clients', () => {
  it.each([0, 1] as const)(
    'MQTT-20 delivers with QoS %i what policies let be published, subscribed and received',
    async (qos) => {
      const { endpoint, activeDevice, story } = await openFleet()
      const device = await activeDevice(
        'device-1',
        policyText(
          connects,
          { action: ['iot:Publish', 'iot:Receive'], on: 'topic/own/*' },
          { action: 'iot:Subscribe', on: 'topicfilter/own/#' },
        ),
      )
      const { client, messages } = await connectMqtt(endpoint, device, 'device-1')
      await client.subscribeAsync('own/#', { qos })
      await client.publishAsync('own/temperature', '21', { qos })
      await until(() => messages.length > 0)
      expect(messages).toEqual([['own/temperature', '21']])
      expect(story.map(({ kind }) => kind)).toEqual(['accepted', 'subscribed', 'published', 'delivered'])
      await client.endAsync()
    },
  )

  it.each([0, 1] as const)(
    'MQTT-21 closes on a PUBLISH with QoS %i that is not allowed, and tells nobody',
    async (qos) => {
      const { endpoint, activeDevice, story } = await openFleet()
      const listener = await activeDevice('listener', anything)
      const device = await activeDevice('device-1', policyText(connects, { action: 'iot:Publish', on: 'topic/own/*' }))
      const ear = await connectMqtt(endpoint, listener, 'listener')
      await ear.client.subscribeAsync('#')
      const { client, closed } = await connectMqtt(endpoint, device, 'device-1')
      let acknowledged = false
      client.publish('foreign/temperature', '21', { qos }, (error) => {
        acknowledged = qos === 1 && !error
      })
      await closed
      expect(acknowledged).toBe(false)
      expect(ear.messages).toEqual([])
      expect(story).toContainEqual(
        expect.objectContaining({ kind: 'denied', action: 'publish', reason: 'policy', topic: 'foreign/temperature' }),
      )
      await ear.client.endAsync()
    },
  )

  it('MQTT-22 closes on a SUBSCRIBE that is not allowed; the filter itself is what policies look at', async () => {
    const { endpoint, activeDevice, story } = await openFleet()
    const device = await activeDevice(
      'device-1',
      policyText(connects, { action: 'iot:Subscribe', on: 'topicfilter/own/+' }),
    )
    const first = await connectMqtt(endpoint, device, 'device-1')
    await first.client.subscribeAsync('own/+')
    await expect(first.client.subscribeAsync('own/temperature')).rejects.toThrow()
    await first.closed
    expect(story).toContainEqual(
      expect.objectContaining({ kind: 'denied', action: 'subscribe', topic: 'own/temperature' }),
    )
  })

  it('MQTT-23 asks for iot:Receive at every delivery, and drops what is not allowed without closing', async () => {
    const { endpoint, activeDevice, story } = await openFleet()
    const speaker = await connectMqtt(endpoint, await activeDevice('speaker', anything), 'speaker')
    const device = await activeDevice(
      'device-1',
      policyText(connects, { action: 'iot:Subscribe', on: '*' }, { action: 'iot:Receive', on: 'topic/open/*' }),
    )
    const { client, messages } = await connectMqtt(endpoint, device, 'device-1')
    await client.subscribeAsync('#', { qos: 1 })
    for (const topic of ['closed/a', 'open/b']) await speaker.client.publishAsync(topic, 'x', { qos: 1 })
    await until(() => messages.length > 0)
    expect(messages).toEqual([['open/b', 'x']])
    expect(client.connected).toBe(true)
    expect(story).toContainEqual(expect.objectContaining({ kind: 'denied', action: 'receive', topic: 'closed/a' }))
    await client.endAsync()
    await speaker.client.endAsync()
  })

  it('MQTT-24 closes on QoS 2', async () => {
    const { endpoint, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const publisher = await connectMqtt(endpoint, device, 'device-1')
    publisher.client.publish('a', 'x', { qos: 2 })
    await publisher.closed
    const subscriber = await connectMqtt(endpoint, device, 'device-1')
    await expect(subscriber.client.subscribeAsync('a', { qos: 2 })).rejects.toThrow()
    await subscriber.closed
    const will = { topic: 'a', payload: Buffer.from('x'), qos: 2, retain: false } as const
    await expect(connectMqtt(endpoint, device, 'device-1', { will })).rejects.toThrow('closed without CONNACK')
  })

  const sizes = [
    ['a packet of 128 KiB', 'a', 131_072 - 9, true],
    ['a packet with one byte more', 'a', 131_072 - 8, false],
    ['a topic of 256 bytes', 'a'.repeat(256), 1, true],
    ['a topic of 257 bytes', 'a'.repeat(257), 1, false],
    ['a topic of 7 slashes', 'a/a/a/a/a/a/a/a', 1, true],
    ['a topic of 8 slashes', 'a/a/a/a/a/a/a/a/a', 1, false],
  ] as const

  it.each(sizes)('MQTT-25 keeps the limits of the broker: %s', async (_, topic, bytes, accepted) => {
    const { endpoint, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const { client, closed } = await connectMqtt(endpoint, device, 'device-1')
    const published = client.publishAsync(topic, Buffer.alloc(bytes), { qos: 1 })
    if (!accepted) {
      published.catch(() => undefined)
      return closed
    }
    await published
    return client.endAsync()
  })

  it('MQTT-26 publishes registration events to whoever may receive them', async () => {
    const { emulator, endpoint, authority, activeDevice, caCertificateId } = await openFleet()
    const events: unknown[] = []
    emulator.on('registered', (event) => events.push(event))
    const { client, messages } = await connectMqtt(endpoint, await activeDevice('backend', anything), 'backend')
    await client.subscribeAsync('$aws/events/certificates/registered/#')
    const { certificatePem } = await authority.issue('device-1')
    emulator.connectDevice(certificatePem, 'device-1')
    await until(() => messages.length > 0)
    const [[topic, payload] = ['', '']] = messages
    expect(topic).toBe(registeredTopic(caCertificateId))
    expect([JSON.parse(payload)]).toEqual(events)
    await client.endAsync()
  })

  it.each(['$aws/events/certificates/registered/forged', '$SYS/forged', '$other'])(
    'MQTT-27 closes on a PUBLISH to a reserved topic, whatever policies say: %s',
    async (topic) => {
      const { endpoint, activeDevice, story } = await openFleet()
      const { client, closed } = await connectMqtt(endpoint, await activeDevice('device-1', anything), 'device-1')
      client.publish(topic, 'x')
      await closed
      expect(story).toContainEqual(expect.objectContaining({ kind: 'denied', reason: 'topic-reserved', topic }))
    },
  )

  it.each(['$SYS/#', '$share/group/device/#'])(
    'MQTT-28 closes on a SUBSCRIBE to $ topics other than $aws/, whatever policies say: %s',
    async (filter) => {
      const { endpoint, activeDevice } = await openFleet()
      const { client, closed } = await connectMqtt(endpoint, await activeDevice('device-1', anything), 'device-1')
      await expect(client.subscribeAsync(filter)).rejects.toThrow()
      await closed
    },
  )

  it('MQTT-29 asks the policies of the moment', async () => {
    const { emulator, endpoint, activeDevice } = await openFleet()
    const { client, closed } = await connectMqtt(endpoint, await activeDevice('device-1', anything), 'device-1')
    await client.publishAsync('a', 'x', { qos: 1 })
    await emulator.client.send(
      new CreatePolicyVersionCommand({
        policyName: 'policy-of-device-1',
        policyDocument: policyText(connects),
        setAsDefault: true,
      }),
    )
    client.publish('a', 'x', { qos: 1 }, () => undefined)
    await closed
  })

  it('MQTT-30 publishes a last will if policies allow it at that time', async () => {
    const { endpoint, activeDevice } = await openFleet()
    const ear = await connectMqtt(endpoint, await activeDevice('listener', anything), 'listener')
    await ear.client.subscribeAsync('#')
    const device = await activeDevice('device-1', policyText(connects, { action: 'iot:Publish', on: 'topic/own/*' }))
    for (const topic of ['foreign/will', 'own/will']) {
      const will = { topic, payload: Buffer.from('gone'), qos: 1, retain: false } as const
      const { client } = await connectMqtt(endpoint, device, 'device-1', { will })
      client.stream.destroy()
    }
    await until(() => ear.messages.length > 0)
    expect(ear.messages).toEqual([['own/will', 'gone']])
    await ear.client.endAsync()
  })

  it('MQTT-33 tells policies the topic of the last will, and where the device connects from', async () => {
    const { endpoint, activeDevice } = await openFleet()
    const willTopic = `${arnPrefix}topic/own/will`
    const byWill = policyText({ ...connects, condition: { ArnEquals: { 'iot:LastWillTopic': willTopic } } })
    const byAddress = (range: string): string =>
      policyText({ ...connects, condition: { IpAddress: { 'aws:SourceIp': range } } })
    const will = (topic: string) => ({ will: { topic, payload: Buffer.from('gone'), qos: 0, retain: false } }) as const

    const device = await activeDevice('device-1', byWill)
    const { client } = await connectMqtt(endpoint, device, 'device-1', will('own/will'))
    await client.endAsync()
    await expect(connectMqtt(endpoint, device, 'device-1', will('foreign/will'))).rejects.toThrow('without CONNACK')
    await expect(connectMqtt(endpoint, device, 'device-1')).rejects.toThrow('without CONNACK')

    const local = await activeDevice('device-2', byAddress('127.0.0.0/8'))
    const connected = await connectMqtt(endpoint, local, 'device-2')
    await connected.client.endAsync()
    const remote = await activeDevice('device-3', byAddress('192.0.2.0/24'))
    await expect(connectMqtt(endpoint, remote, 'device-3')).rejects.toThrow('without CONNACK')
  })

  it('MQTT-32 takes the policies of thing groups for publishing, subscribing and delivering too', async () => {
    const { emulator, endpoint, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', policyText(connects))
    const policyDocument = policyText(
      { action: ['iot:Publish', 'iot:Receive'], on: 'topic/own/*' },
      { action: 'iot:Subscribe', on: 'topicfilter/own/#' },
    )
    const send = emulator.client.send.bind(emulator.client)
    await send(new CreateThingCommand({ thingName: 'device-1' }))
    await send(new AttachThingPrincipalCommand({ thingName: 'device-1', principal: device.certificateArn }))
    await send(new CreateThingGroupCommand({ thingGroupName: 'group' }))
    await send(new AddThingToThingGroupCommand({ thingName: 'device-1', thingGroupName: 'group' }))
    await send(new CreatePolicyCommand({ policyName: 'of-group', policyDocument }))
    await send(new AttachPolicyCommand({ policyName: 'of-group', target: `${arnPrefix}thinggroup/group` }))

    const { client, messages } = await connectMqtt(endpoint, device, 'device-1')
    await client.subscribeAsync('own/#')
    await client.publishAsync('own/temperature', '21', { qos: 1 })
    await until(() => messages.length > 0)
    expect(messages).toEqual([['own/temperature', '21']])
    await client.endAsync()
  })

  it('MQTT-30 does not publish the last will of a certificate that is no longer ACTIVE', async () => {
    const { emulator, endpoint, activeDevice, story } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const will = { topic: 'own/will', payload: Buffer.from('gone'), qos: 1, retain: false } as const
    const { closed } = await connectMqtt(endpoint, device, 'device-1', { will })
    const { certificateId } = device
    await emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
    await closed
    expect(story).toContainEqual(expect.objectContaining({ kind: 'denied', action: 'publish', topic: 'own/will' }))
    expect(story).not.toContainEqual(expect.objectContaining({ kind: 'published' }))
  })

  it('MQTT-31 wants iot:RetainPublish for a retained message, and keeps it for later subscribers', async () => {
    const { endpoint, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', policyText(connects, { action: 'iot:Publish', on: '*' }))
    const refused = await connectMqtt(endpoint, device, 'device-1')
    refused.client.publish('a', 'x', { retain: true })
    await refused.closed

    const backend = await activeDevice('backend', anything)
    const { client, messages } = await connectMqtt(endpoint, backend, 'backend')
    await client.publishAsync('a', 'kept', { qos: 1, retain: true })
    await client.subscribeAsync('a')
    await until(() => messages.length > 0)
    expect(messages).toEqual([['a', 'kept']])
    await client.endAsync()
  })
})
