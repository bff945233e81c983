import type { MqttClient } from 'mqtt'

/** What AWS IoT said no to, in its own words. */
export class RequestRejected extends Error {
  override readonly name = 'RequestRejected'
}

const parse = (payload: Buffer): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(payload.toString())
  if (typeof value !== 'object' || value === null) throw new Error('the answer is no object')
  return Object.fromEntries(Object.entries(value))
}

const arrived = (client: MqttClient, topics: readonly string[]): Promise<readonly [topic: string, payload: Buffer]> =>
  new Promise((resolve, reject) => {
    const listen = (topic: string, payload: Buffer): void => {
      if (!topics.includes(topic)) return
      end()
      resolve([topic, payload])
    }
    const fail = (reason: string) => (): void => {
      end()
      reject(new Error(reason))
    }
    const close = fail('the connection was closed: its policy may not allow this')
    // AWS IoT waits five seconds for a hook.
    const timer = setTimeout(fail('there was no answer'), 10_000)
    const end = (): void => {
      clearTimeout(timer)
      client.off('message', listen)
      client.off('close', close)
    }
    client.on('message', listen)
    client.once('close', close)
  })

/**
 * Asks AWS IoT over MQTT, and waits for the answer on `<topic>/accepted` or `<topic>/rejected`.
 *
 * @throws {RequestRejected} with the reason that AWS IoT gives
 * @see AWS IoT Core Developer Guide, "Device provisioning MQTT API"
 */
export const request = async (
  client: MqttClient,
  topic: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> => {
  const answers = [`${topic}/accepted`, `${topic}/rejected`]
  // Subscribed before it asks: an answer that comes earlier is lost.
  await client.subscribeAsync(answers, { qos: 1 })
  const answered = arrived(client, answers)
  const [[answer, bytes]] = await Promise.all([
    answered,
    client.publishAsync(topic, JSON.stringify(payload), { qos: 1 }),
  ])
  const content = parse(bytes)
  if (answer.endsWith('/accepted')) return content
  throw new RequestRejected(`${String(content['errorCode'])}: ${String(content['errorMessage'])}`)
}
