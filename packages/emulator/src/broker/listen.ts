import type { Socket } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import { Aedes } from 'aedes'
import type { Outlet } from '../data-plane/published-message.js'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import type { World } from '../world.js'
import { answerRequest } from './answer-request.js'
import { createHooks } from './hooks.js'
import { openServer } from './open-server.js'
import { publishMessage, publishRegistered } from './publish-event.js'
import { issueServerIdentity } from './server-identity.js'
import { Sessions } from './sessions.js'
import { Subscriptions } from './subscriptions.js'

export interface ListenOptions {
  /** Address or name to listen on. Default `127.0.0.1`. */
  readonly host?: string
  /** 0 to 65535. Default 0: any free port. */
  readonly port?: number
}

/** An MQTT endpoint that is open. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  /** What clients verify the endpoint's certificate with. */
  readonly caCertificatePem: string
  /** Ends every connection and frees the port. */
  close(): Promise<void>
}

/**
 * A message is in the broker's hands until each of its subscribers has read it, and by default it has a hundred of them in
 * hand, for a minute: one subscriber that stops reading would hold up everybody. Here there is no such number (0), and who
 * has not read in so many milliseconds all that waits is disconnected.
 */
const patience = { concurrency: 0, drainTimeout: 5_000 } as const

/** @throws {EmulatorError} `emulator-option`, `emulator-listen` */
export const listen = async (world: World, options: ListenOptions): Promise<Endpoint> => {
  const { host, port } = parseListenOptions(options)
  const identity = await issueServerIdentity(host)
  const sessions = new Sessions(world)
  const subscriptions = new Subscriptions()
  const broker = await Aedes.createBroker({ ...createHooks(world, sessions, subscriptions), ...patience })
  broker.on('unsubscribe', (topicFilters, client) => subscriptions.remove(client, topicFilters))
  broker.on('publish', (packet, client) => void answerRequest(world, sessions, subscriptions, packet, client))
  broker.on('clientDisconnect', (client) => sessions.ended(client))
  // Not in the broker's types, but what it does when its persistence fails.
  broker.addListener('error', (error) => world.report(error))

  const admit = (socket: TLSSocket): void => {
    const client = broker.handle(socket)
    socket.once('close', () => {
      // The broker tells the end of connections that it has registered; others can end while it lets them in.
      if (!client.connected) sessions.ended(client)
    })
  }
  // Every client certificate passes the handshake, which proves the key and no more: which certificates are good is a
  // question to the registry, at CONNECT.
  const { key, cert, ca } = identity
  const server = createServer({ key, cert, minVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: false }, admit)
  // Before the handshake too: a connection that never begins one would keep the port.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })

  const send: Outlet = (message) => publishMessage(broker, message)
  world.outlets.add(send)
  const unsubscribes = [
    world.events.on('certificate-status', ({ certificateId, status }) => {
      if (status !== 'ACTIVE') sessions.endCertificate(certificateId)
    }),
    world.events.on('registered', (event) => publishRegistered(broker, event)),
    () => world.outlets.delete(send),
  ]
  const close = async (): Promise<void> => {
    for (const unsubscribe of unsubscribes) unsubscribe()
    const freed = new Promise<void>((resolve) => server.close(() => resolve()))
    await new Promise<void>((resolve) => broker.close(resolve))
    for (const socket of sockets) socket.destroy()
    await freed
  }

  try {
    const openPort = await openServer(server, host, port)
    server.on('error', (error) => world.report(error))
    return { host, port: openPort, caCertificatePem: ca, close }
  } catch (error) {
    await close()
    throw error
  }
}

const parseListenOptions = (options: ListenOptions): Required<ListenOptions> => {
  refuseUnknownOptions('listen', options, ['host', 'port'])
  const { host = '127.0.0.1', port = 0 } = options
  if (typeof host !== 'string' || host === '') {
    const remedy = 'give an address such as `127.0.0.1`'
    throw new EmulatorError('emulator-option', 'host is not an address', { field: 'host', remedy })
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const details = { field: 'port', value: String(port), remedy: 'give 0 for a free port, or 1 to 65535' }
    throw new EmulatorError('emulator-option', 'port is not a port', details)
  }
  return { host, port }
}
