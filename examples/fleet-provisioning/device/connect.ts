import { connectAsync, type MqttClient } from 'mqtt'

/** Where a device connects to, and what it verifies that with. */
export interface Broker {
  readonly host: string
  readonly port: number
  readonly caCertificatePem: string
}

export interface Credentials {
  readonly certificatePem: string
  readonly privateKeyPem: string
}

/** MQTT 3.1.1 over mutual TLS. Rejects when the connection is refused. */
export const connect = (broker: Broker, credentials: Credentials, clientId: string): Promise<MqttClient> =>
  connectAsync(
    `mqtts://${broker.host}:${broker.port}`,
    {
      ca: broker.caCertificatePem,
      cert: credentials.certificatePem,
      key: credentials.privateKeyPem,
      clientId,
      protocolVersion: 4,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
    },
    false,
  )
