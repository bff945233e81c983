import { connectAsync, type MqttClient } from 'mqtt'
import type { DeviceIdentity, Devices, Session } from './devices.js'

/** Where devices connect to. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  /** What its certificate is verified with; default: what Node.js trusts. */
  readonly caCertificatePem?: string
}

/**
 * Whether an error is a server's refusal: of the certificate, as an alert of TLS; of the CONNECT, by a return code of MQTT; of either, as AWS
 * does, by closing the connection. All others say nothing of the device: a name that does not resolve, a silent server, one that we
 * do not trust.
 */
const isRefusal = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  // What mqtt.js says where the connection is closed before any CONNACK.
  if (error.message === "Couldn't connect to server") return true
  const { code, syscall } = { code: undefined, syscall: undefined, ...error }
  if (typeof code === 'number') return true
  return syscall !== 'connect' && /^(ECONNRESET|EPIPE|ERR_SSL_\w*ALERT\w*)$/.test(String(code))
}

/** The answer to a SUBSCRIBE of MQTT 3.1.1 that refuses (section 3.9.3). */
const failure = 128

const sessionOf = (client: MqttClient): Session => {
  const messages: { readonly topic: string; readonly payload: string }[] = []
  client.on('message', (topic, payload) => messages.push({ topic, payload: payload.toString('utf8') }))
  // AWS also refuses by closing the connection.
  client.on('error', () => {})
  return {
    messages,
    subscribe: async (topicFilter) => {
      const closed = new Promise<'refused'>((resolve) => client.once('close', () => resolve('refused')))
      const asked = client.subscribeAsync(topicFilter, { qos: 0 }).then(
        (grants) => (grants.every(({ qos }) => qos < failure) ? 'granted' : 'refused'),
        () => 'refused' as const,
      )
      return Promise.race([closed, asked])
    },
    close: () => client.endAsync(true),
  }
}

/** Devices that connect by MQTT 3.1.1 over mutual TLS. */
export const createMqttDevices = ({ host, port, caCertificatePem }: Endpoint): Devices => ({
  connect: async ({ certificatePem, privateKeyPem }: DeviceIdentity, clientId) => {
    const options = {
      cert: certificatePem,
      key: privateKeyPem,
      clientId,
      protocolVersion: 4 as const,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      ...(caCertificatePem === undefined ? {} : { ca: caCertificatePem }),
    }
    try {
      return sessionOf(await connectAsync(`mqtts://${host}:${port}`, options, false))
    } catch (error) {
      if (isRefusal(error)) return undefined
      throw error
    }
  },
})
