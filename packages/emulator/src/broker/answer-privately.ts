import type { AedesPublishPacket, Client } from 'aedes'
import type { Subscriptions } from './subscriptions.js'

/** What AWS IoT says to a request: the last level of the answer's topic, and the payload. */
export interface PrivateAnswer {
  readonly outcome: 'accepted' | 'rejected'
  readonly payload: string | Uint8Array
}

/**
 * Answers a request to the connection that has sent it and to no other, and only where it has subscribed to the answer: it can
 * hold a private key.
 */
export const answerPrivately = (
  client: Client,
  subscriptions: Subscriptions,
  request: AedesPublishPacket,
  { outcome, payload }: PrivateAnswer,
): void => {
  const topic = `${request.topic}/${outcome}`
  const qos = subscriptions.qosOf(client, topic)
  if (qos === undefined || client.closed) return
  const message = { topic, payload: Buffer.from(payload), qos: qos === 0 ? 0 : 1, dup: false, retain: false } as const
  client.publish({ cmd: 'publish', ...message }, undelivered)
}

/** The broker wants to tell somebody; a connection that has gone in the meantime is no error. */
const undelivered = (): void => {}
