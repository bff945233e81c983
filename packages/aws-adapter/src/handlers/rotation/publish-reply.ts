import { PublishCommand } from '@aws-sdk/client-iot-data-plane'
import { type RotationReply, writeRotationReply } from '@thingplan/core/lifecycle'
import { callAws } from '../../error/call-aws.js'
import type { RotationDesk } from './rotation-handler-options.js'

/**
 * Answers the device, at least once.
 *
 * @throws {CallError}
 */
export const publishReply = async (reply: RotationReply, { data, prefix }: RotationDesk): Promise<void> => {
  const { topic, payload } = writeRotationReply(reply, prefix)
  const command = new PublishCommand({ topic, qos: 1, payload: Buffer.from(payload) })
  await callAws('Publish', { field: 'topic', value: topic }, () => data.send(command))
}
