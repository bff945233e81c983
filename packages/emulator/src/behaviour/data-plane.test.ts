import { GetThingShadowCommand, InvalidRequestException, PublishCommand } from '@aws-sdk/client-iot-data-plane'
import { describe, expect, it } from 'vitest'
import { createDataClient } from '../data-plane/create-data-client.js'
import { emptyAccount } from '../fixtures/account.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { anything, policyText } from '../fixtures/policies.js'

closeFleetsAfterEach()

const transports = ['full', 'fast'] as const

describe('Publish of the data plane', () => {
  it.each(transports)('DATA-01 reaches the devices that have subscribed: %s transport', async (transport) => {
    const { emulator, endpoint, activeDevice } = await openFleet()
    const client = createDataClient(emulator, { transport })
    const device = await connectMqtt(endpoint, await activeDevice('device-1', anything), 'device-1')
    const arrived = new Promise((resolve) => device.client.once('message', resolve))
    await device.client.subscribeAsync('orders/1', { qos: 1 })
    await client.send(new PublishCommand({ topic: 'orders/1', payload: Buffer.from('{"go":true}'), qos: 1 }))
    await arrived
    expect(device.messages).toEqual([['orders/1', '{"go":true}']])
    await device.client.endAsync()
  })

  it('DATA-02 reaches every endpoint, and none that is closed', async () => {
    const { emulator, endpoint, activeDevice } = await openFleet()
    const closed = await emulator.listen()
    await closed.close()
    const other = await emulator.listen()
    const device = await activeDevice('device-1', anything)
    const connections = await Promise.all([connectMqtt(endpoint, device, 'one'), connectMqtt(other, device, 'other')])
    const arrived = connections.map(({ client }) => new Promise((resolve) => client.once('message', resolve)))
    for (const { client } of connections) await client.subscribeAsync('orders/#')
    await emulator.publish('orders/1', 'go')
    await Promise.all(arrived)
    expect(connections.map(({ messages }) => messages)).toEqual([[['orders/1', 'go']], [['orders/1', 'go']]])
    await other.close()
  })

  it('DATA-03 delivers only what the policies of the device let it receive', async () => {
    const { emulator, endpoint, activeDevice, story } = await openFleet()
    const deaf = policyText(
      { action: 'iot:Connect', on: 'client/*' },
      { action: 'iot:Subscribe', on: 'topicfilter/orders/#' },
    )
    const { client } = await connectMqtt(endpoint, await activeDevice('device-1', deaf), 'device-1')
    await client.subscribeAsync('orders/#')
    await emulator.publish('orders/1', 'go')
    expect(story.at(-1)).toMatchObject({ kind: 'denied', action: 'receive', topic: 'orders/1' })
    await client.endAsync()
  })

  it.each([
    ['a reserved topic', { topic: '$aws/things/a/shadow/update' }],
    ['a wildcard', { topic: 'orders/+' }],
    ['no topic', { topic: '' }],
    ['a topic with U+0000', { topic: 'orders/\0' }],
    ['a topic that is too deep', { topic: 'a/b/c/d/e/f/g/h/i' }],
    ['QoS 2', { topic: 'orders/1', qos: 2 }],
    ['a payload that is too large', { topic: 'orders/1', payload: 'x'.repeat(131_073) }],
  ])('DATA-04 refuses what AWS IoT does not publish: %s', async (_, input) => {
    const emulator = emptyAccount()
    const refused = createDataClient(emulator, { transport: 'fast' }).send(new PublishCommand(input))
    await expect(refused).rejects.toBeInstanceOf(InvalidRequestException)
    await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } })
    expect(emulator.calls).toMatchObject([{ name: 'Publish', outcome: 'EmulatorError' }])
  })

  it('DATA-05 answers no other command, and no other member of the input', async () => {
    const client = createDataClient(emptyAccount(), { transport: 'fast' })
    await expect(client.send(new GetThingShadowCommand({ thingName: 'a' }))).rejects.toMatchObject({
      code: 'emulator-command-unsupported',
      value: 'GetThingShadow',
    })
    await expect(client.send(new PublishCommand({ topic: 'a', contentType: 'b' }))).rejects.toMatchObject({
      code: 'emulator-input-unsupported',
      field: 'contentType',
    })
  })

  it('DATA-06 keeps a retained message for whoever subscribes later', async () => {
    const { emulator, endpoint, activeDevice } = await openFleet()
    await emulator.publish('orders/1', 'stay', { retain: true, qos: 1 })
    const { client } = await connectMqtt(endpoint, await activeDevice('device-1', anything), 'device-1')
    const arrived = new Promise<string>((resolve) => client.once('message', (_, payload) => resolve(String(payload))))
    await client.subscribeAsync('orders/1')
    expect(await arrived).toBe('stay')
    await client.endAsync()
  })
})
