import type { Aedes } from 'aedes'
import { type RegisteredEvent, registeredTopic } from '../event/registered-event.js'

/** Publishes a registration on its reserved topic, to whoever has subscribed and may receive it. */
export const publishRegistered = (broker: Aedes, event: RegisteredEvent): Promise<void> =>
  new Promise((resolve, reject) => {
    const topic = registeredTopic(event.caCertificateId)
    const payload = JSON.stringify(event)
    broker.publish({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false }, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
