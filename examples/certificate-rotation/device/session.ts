import { setTimeout as pause } from 'node:timers/promises'
import type { MqttClient } from 'mqtt'
import { type Broker, type Credentials, connect } from '../../fleet-provisioning/device/connect.js'

/** Does something over a connection, and ends it; without a farewell where that has gone wrong. */
export const overConnection = async <Result>(
  client: MqttClient,
  work: (client: MqttClient) => Promise<Result>,
): Promise<Result> => {
  try {
    const result = await work(client)
    await client.endAsync()
    return result
  } catch (error) {
    client.stream.destroy()
    await client.endAsync(true)
    throw error
  }
}

const attempts = 6

/** Connects, and tries again with ever longer pauses: a device that is new is let in only once somebody has registered it. */
export const connectPatiently = async (
  broker: Broker,
  credentials: Credentials,
  clientId: string,
): Promise<MqttClient> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect(broker, credentials, clientId)
    } catch (error) {
      if (attempt === attempts) throw error
      await pause(50 * 2 ** attempt)
    }
  }
}
