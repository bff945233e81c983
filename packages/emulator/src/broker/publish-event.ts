import type { Aedes } from 'aedes'
import type { PublishedMessage } from '../data-plane/published-message.js'
import { type RegisteredEvent, registeredTopic } from '../event/registered-event.js'

/** Publishes a registration on its reserved topic, to whoever has subscribed and may receive it. */
export const publishRegistered = (broker: Aedes, event: RegisteredEvent): Promise<void> => {
  const payload = Buffer.from(JSON.stringify(event))
  return publishMessage(broker, { topic: registeredTopic(event.caCertificateId), payload, qos: 0, retain: false })
}

/** Publishes what no device has sent, to whoever has subscribed and may receive it. */
export const publishMessage = (broker: Aedes, { payload, ...message }: PublishedMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    broker.publish({ cmd: 'publish', ...message, payload: Buffer.from(payload), dup: false }, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
