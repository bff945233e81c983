import type { AedesPublishPacket, Client } from 'aedes'
import { answerJobRequest } from '../job/answer-job-request.js'
import { readJobTopic } from '../job/job-topic.js'
import { answerProvisioningRequest } from '../provisioning/fleet/answer-request.js'
import { readRequestTopic } from '../provisioning/fleet/provisioning-topic.js'
import type { World } from '../world.js'
import { answerPrivately } from './answer-privately.js'
import type { Sessions } from './sessions.js'
import type { Subscriptions } from './subscriptions.js'

/** Whether a topic is one that AWS IoT itself answers: provisioning, and Jobs. */
export const isRequestTopic = (topic: string): boolean =>
  readRequestTopic(topic) !== undefined || readJobTopic(topic) !== undefined

/** Answers a publish on such a topic. */
export const answerRequest = async (
  world: World,
  sessions: Sessions,
  subscriptions: Subscriptions,
  packet: AedesPublishPacket,
  client: Client | null,
): Promise<void> => {
  const session = sessions.of(client)
  if (client === null || session === undefined) return
  try {
    const payload = Buffer.from(packet.payload)
    const provisioning = readRequestTopic(packet.topic)
    const job = readJobTopic(packet.topic)
    if (provisioning !== undefined) {
      const answer = await answerProvisioningRequest(world, session, provisioning, payload)
      answerPrivately(client, subscriptions, packet, answer)
    } else if (job !== undefined) {
      answerPrivately(client, subscriptions, packet, answerJobRequest(world, job, payload))
    }
  } catch (error) {
    world.report(error)
  }
}
