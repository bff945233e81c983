import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import type { Device } from './factory.js'

/** Where a device connects to, and what it verifies that with. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly caCertificatePem: string
}

/** Connects as a device does: MQTT 3.1.1 over mutual TLS. Rejects when the connection is refused. */
export const connect = (endpoint: Endpoint, device: Device, clientId: string): Promise<MqttClient> => {
  const options: IClientOptions = {
    ca: endpoint.caCertificatePem,
    cert: device.certificatePem,
    key: device.privateKeyPem,
    clientId,
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: 5_000,
  }
  return connectAsync(`mqtts://${endpoint.host}:${endpoint.port}`, options, false)
}

/** Whether the device got in; the connection is closed again. */
export const isLetIn = async (endpoint: Endpoint, device: Device, clientId: string): Promise<boolean> => {
  try {
    const client = await connect(endpoint, device, clientId)
    await client.endAsync()
    return true
  } catch {
    return false
  }
}

/** Whether the broker took the message: it closes the connection of a device that publishes where it may not. */
export const isPublished = async (client: MqttClient, topic: string, message: string): Promise<boolean> => {
  const closed = new Promise<false>((resolve) => client.once('close', () => resolve(false)))
  const acknowledged = client.publishAsync(topic, message, { qos: 1 }).then(
    () => true,
    () => false,
  )
  return Promise.race([closed, acknowledged])
}
