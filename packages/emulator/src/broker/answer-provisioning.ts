import type { AedesPublishPacket, Client } from 'aedes'
import { answerProvisioningRequest } from '../provisioning/fleet/answer-request.js'
import { readRequestTopic } from '../provisioning/fleet/provisioning-topic.js'
import type { World } from '../world.js'
import type { Sessions } from './sessions.js'
import type { Subscriptions } from './subscriptions.js'

/**
 * Answers a publish on a topic of the provisioning API: to the connection that asked and to no other, because an answer can
 * hold a private key, and only where it has subscribed.
 */
export const answerProvisioning = async (
  world: World,
  sessions: Sessions,
  subscriptions: Subscriptions,
  packet: AedesPublishPacket,
  client: Client | null,
): Promise<void> => {
  const request = readRequestTopic(packet.topic)
  const session = sessions.of(client)
  if (client === null || request === undefined || session === undefined) return
  try {
    const { outcome, payload } = await answerProvisioningRequest(world, session, request, Buffer.from(packet.payload))
    const topic = `${packet.topic}/${outcome}`
    const qos = subscriptions.qosOf(client, topic)
    if (qos === undefined || client.closed) return
    const message = { topic, payload: Buffer.from(payload), qos: qos === 0 ? 0 : 1, dup: false, retain: false } as const
    client.publish({ cmd: 'publish', ...message }, undelivered)
  } catch (error) {
    world.report(error)
  }
}

/** The broker wants to tell somebody; a connection that has gone in the meantime is no error. */
const undelivered = (): void => {}
