import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeleteCertificateCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import type { RegisteredEvent } from '../event/registered-event.js'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { anything, policyText } from '../fixtures/policies.js'
import { connectPacket, exchange, openTls } from '../fixtures/raw-connection.js'

closeFleetsAfterEach()

const connackAccepted = [0x20, 0x02, 0x00, 0x00]
const connackUnacceptableVersion = [0x20, 0x02, 0x00, 0x01]

describe('the MQTT endpoint, connecting', () => {
  it.each(['127.0.0.1', 'localhost'])(
    'MQTT-01 proves itself to clients with the CA certificate it hands out: %s',
    async (host) => {
      const { endpoint } = await openFleet()
      const socket = await openTls(endpoint, undefined, { host })
      expect(socket.authorized).toBe(true)
      socket.destroy()
    },
  )

  it('MQTT-02 registers nothing on a bare TLS handshake', async () => {
    const { emulator, endpoint, authority } = await openFleet()
    const socket = await openTls(endpoint, await authority.issue('device-1'))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.end()
    await closed
    expect(emulator.snapshot().certificates).toEqual({})
  })

  it('MQTT-03 registers an unknown certificate on CONNECT and closes without CONNACK; lets it in once it is active', async () => {
    const { emulator, endpoint, authority } = await openFleet()
    const events: RegisteredEvent[] = []
    emulator.on('registered', (event) => events.push(event))
    const device = await authority.issue('device-1')
    const connect = connectPacket('device-1', 4)
    expect(await exchange(endpoint, device, connect)).toEqual([])
    expect(await exchange(endpoint, device, connect)).toEqual([])
    expect(events).toHaveLength(2)

    const certificateId = events[0]?.certificateId
    const target = `${arnPrefix}cert/${certificateId}`
    await emulator.client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything }))
    await emulator.client.send(new AttachPolicyCommand({ policyName: 'p', target }))
    await emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }))
    const { client } = await connectMqtt(endpoint, device, 'device-1')
    await client.endAsync()
  })

  it('MQTT-04 closes without CONNACK where there is no client certificate', async () => {
    const { endpoint, story } = await openFleet()
    expect(await exchange(endpoint, undefined, connectPacket('device-1', 4))).toEqual([])
    expect(story).toEqual([{ kind: 'refused', reason: 'certificate-missing', clientId: 'device-1' }])
  })

  it.each([3, 5, 0x84] as const)(
    'MQTT-05 answers protocol level %i with CONNACK 1, before any registration',
    async (level) => {
      const { emulator, endpoint, authority, story } = await openFleet()
      const device = await authority.issue('device-1')
      expect(await exchange(endpoint, device, connectPacket('device-1', level))).toEqual(connackUnacceptableVersion)
      expect(emulator.snapshot().certificates).toEqual({})
      expect(story).toEqual([{ kind: 'refused', reason: 'protocol-version', clientId: 'device-1' }])
    },
  )

  it('MQTT-06 lets an ACTIVE certificate in whose policies allow it, and closes on any other without CONNACK', async () => {
    const { endpoint, activeDevice, story } = await openFleet()
    const device = await activeDevice('device-1', policyText({ action: 'iot:Connect', on: 'client/device-1' }))
    const goodbye = [0xe0, 0x00]
    const sent = Buffer.concat([connectPacket('device-1', 4), Buffer.from(goodbye)])
    expect(await exchange(endpoint, device, sent)).toEqual(connackAccepted)
    expect(await exchange(endpoint, device, connectPacket('device-2', 4))).toEqual([])
    expect(story.map(({ kind }) => kind)).toEqual(['accepted', 'disconnected', 'refused'])
  })

  it('MQTT-07 survives bytes that are no MQTT, and packets before CONNECT', async () => {
    const { endpoint, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const publishFirst = Uint8Array.of(0x30, 0x04, 0x00, 0x01, 0x61, 0x62)
    for (const bytes of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(64, 0xff), publishFirst]) {
      expect(await exchange(endpoint, device, bytes)).toEqual([])
    }
    const { client } = await connectMqtt(endpoint, device, 'device-1')
    expect(client.connected).toBe(true)
    await client.endAsync()
  })

  it.each(['device-1', 'device-2'])('MQTT-08 gives a client id to its newest connection: %s', async (commonName) => {
    const { endpoint, activeDevice, story } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const newest = commonName === 'device-1' ? device : await activeDevice(commonName, anything)
    const first = await connectMqtt(endpoint, device, 'device-1')
    const second = await connectMqtt(endpoint, newest, 'device-1')
    await first.closed
    expect(second.client.connected).toBe(true)
    expect(story).toContainEqual(expect.objectContaining({ kind: 'disconnected', reason: 'taken-over' }))
    await second.client.endAsync()
  })

  it.each(['INACTIVE', 'REVOKED', 'deleted'] as const)(
    'MQTT-09 ends the connections of a certificate at once that becomes %s',
    async (change) => {
      const { emulator, endpoint, activeDevice, story } = await openFleet()
      const device = await activeDevice('device-1', anything)
      const { certificateId } = device
      const { closed } = await connectMqtt(endpoint, device, 'device-1')
      const newStatus = change === 'REVOKED' ? 'REVOKED' : 'INACTIVE'
      await emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus }))
      if (change === 'deleted') {
        await emulator.client.send(new DeleteCertificateCommand({ certificateId, forceDelete: true }))
      }
      await closed
      expect(story).toContainEqual(expect.objectContaining({ kind: 'disconnected', reason: 'certificate' }))
      await expect(connectMqtt(endpoint, device, 'device-1')).rejects.toThrow('closed without CONNACK')
    },
  )

  it('MQTT-10 frees its port when it is closed, with connections open; a taken port is an error', async () => {
    const { emulator, endpoint, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const { closed } = await connectMqtt(endpoint, device, 'device-1')
    const { port } = endpoint
    await expect(emulator.listen({ port })).rejects.toMatchObject({ code: 'emulator-listen' })
    const silent = connectTcp({ port, host: endpoint.host })
    await once(silent, 'connect')
    await endpoint.close()
    await closed
    const again = await emulator.listen({ port })
    expect(again.port).toBe(port)
    await again.close()
    await again.close()
  })

  it('MQTT-11 serves one registry on any number of endpoints', async () => {
    const { emulator, activeDevice } = await openFleet()
    const device = await activeDevice('device-1', anything)
    const other = await emulator.listen()
    const { client } = await connectMqtt(other, device, 'device-1')
    expect(client.connected).toBe(true)
    await client.endAsync()
    await other.close()
  })

  it.each([
    [{ prot: 8883 }, 'prot'],
    [{ port: -1 }, 'port'],
    [{ port: 65_536 }, 'port'],
    [{ host: '' }, 'host'],
  ])('MQTT-12 refuses options that make no sense: %j', async (options, field) => {
    await expect(Reflect.apply(emptyAccount().listen, undefined, [options])).rejects.toMatchObject({
      code: 'emulator-option',
      field,
    })
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'MQTT-13 knows a device by its certificate when it resumes a session of %s',
    async (maxVersion) => {
      const { endpoint, activeDevice } = await openFleet()
      const device = await activeDevice('device-1', anything)
      let session: Buffer | undefined
      for (const reused of [false, true]) {
        const socket = await openTls(endpoint, device, { maxVersion, session })
        expect(socket.isSessionReused()).toBe(reused)
        socket.write(connectPacket('device-1', 4))
        const [connack] = await once(socket, 'data')
        expect([...connack]).toEqual(connackAccepted)
        session = socket.getSession()
        socket.destroy()
      }
    },
  )
})
