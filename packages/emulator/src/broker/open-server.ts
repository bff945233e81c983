import { once } from 'node:events'
import type { Server } from 'node:tls'
import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'

/**
 * Listens, and answers with the port.
 *
 * @throws {EmulatorError} `emulator-listen`
 */
export const openServer = async (server: Server, host: string, port: number): Promise<number> => {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EmulatorError('emulator-listen', `cannot listen on ${quote(host)} port ${port}: ${reason}`, {
      field: 'port',
      value: String(port),
      remedy: 'choose another port, or 0 for a free one',
      cause: error,
    })
  }
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : port
}
