import { createServer, type Socket } from 'node:net'
import { createEmulator } from '@thingplan/emulator'
import { afterEach, describe, expect, it } from 'vitest'
import type { DeviceIdentity } from './devices.js'
import { createFactory } from './factory.js'
import { createMqttDevices } from './mqtt-devices.js'

const open: (() => unknown)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const deviceOfNobody = async (): Promise<DeviceIdentity> =>
  (await (await createFactory()).createCa('CA')).issue({ CN: 'device' })

/** A port of 127.0.0.1 at which connections are taken like this. */
const portOf = (take: (socket: Socket) => unknown): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer(take).listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
    open.push(() => server.close())
  })

const deafPort = async (): Promise<number> => {
  const port = await portOf(() => undefined)
  await open.pop()?.()
  return port
}

describe('a device that is not let in', () => {
  it('has no session where the server closes its connection', async () => {
    const endpoint = await createEmulator({ accountId: '123456789012', region: 'eu-central-1' }).listen()
    open.push(() => endpoint.close())
    const device = await deviceOfNobody()
    expect(await createMqttDevices(endpoint).connect(device, 'device')).toBeUndefined()
  })

  it('has none where the server ends during the handshake', async () => {
    const devices = createMqttDevices({ host: '127.0.0.1', port: await portOf((socket) => socket.end()) })
    expect(await devices.connect(await deviceOfNobody(), 'device')).toBeUndefined()
  })
})

describe('what says nothing of the device is thrown', () => {
  it('a server that is not there', async () => {
    const devices = createMqttDevices({ host: '127.0.0.1', port: await deafPort() })
    await expect(devices.connect(await deviceOfNobody(), 'device')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('a server that we do not trust', async () => {
    const { certificatePem } = await deviceOfNobody()
    const endpoint = await createEmulator({ accountId: '123456789012', region: 'eu-central-1' }).listen()
    open.push(() => endpoint.close())
    const devices = createMqttDevices({ ...endpoint, caCertificatePem: certificatePem })
    await expect(devices.connect(await deviceOfNobody(), 'device')).rejects.toThrow(/certificate/)
  })
})
