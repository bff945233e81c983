import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { createFactory } from './factory.js'
import { createMqttDevices } from './mqtt-devices.js'

/** A port of 127.0.0.1 at which nobody listens any more. */
const deafPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })

it('does not take a server that cannot be reached for one that lets nobody in', async () => {
  const ca = await (await createFactory()).createCa('CA')
  const device = await ca.issue({ CN: 'device' })
  const devices = createMqttDevices({ host: '127.0.0.1', port: await deafPort() })
  await expect(devices.connect(device, 'device')).rejects.toMatchObject({ syscall: 'connect' })
})
