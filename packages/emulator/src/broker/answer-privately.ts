import type { AedesPublishPacket, Client } from 'aedes'
import type { Subscriptions } from './subscriptions.js'

/** What AWS IoT says to a request: the last level of the answer's topic, and the payload. */
export interface PrivateAnswer {
  readonly outcome: 'accepted' | 'rejected'
  readonly payload: string | Uint8Array
}

/**
 * Answers a request to the connection that has sent it and to no other, and only where it has subscribed to the answer: it can
 * hold a private key. At QoS 0, whatever the device has subscribed with: what is sent at QoS 1 is kept until it is acknowledged,
 * for whichever connection goes on with the session.
 */
export const answerPrivately = (
  client: Client,
  subscriptions: Subscriptions,
  request: AedesPublishPacket,
  { outcome, payload }: PrivateAnswer,
): void => {
  const topic = `${request.topic}/${outcome}`
  if (client.closed || !subscriptions.hears(client, topic)) return
  const message = { topic, payload: Buffer.from(payload), qos: 0, dup: false, retain: false } as const
  client.publish({ cmd: 'publish', ...message }, undelivered)
}

/** The broker wants to tell somebody; a connection that has gone in the meantime is no error. */
const undelivered = (): void => {}
