import { quote } from '@thingplan/core'
import { brokerLimits, topicViolation } from '../connection/limits.js'
import { EmulatorError } from '../emulator-error.js'
import type { EmulatedProcess } from '../fault/process.js'
import { routeMessage } from '../rule/route-message.js'
import type { World } from '../world.js'
import type { PublishedMessage } from './published-message.js'

export interface PublishOptions {
  /** Default 0. */
  readonly qos?: 0 | 1
  /** Default false. */
  readonly retain?: boolean
  /** The process that publishes, of `createProcess`: its faults meet the request. Default: none that anything goes wrong with. */
  readonly process?: EmulatedProcess
}

/**
 * What Publish of the data plane does. No policy of AWS IoT is asked: the caller is none of its certificates.
 *
 * @throws {EmulatorError} `emulator-publish` for what AWS IoT does not publish
 */
export const publishToDevices = async (
  world: World,
  topic: string,
  payload: string | Uint8Array,
  options: Omit<PublishOptions, 'process'>,
): Promise<void> => {
  const { qos = 0, retain = false } = options
  const problem = problemOf(topic, payload, qos)
  if (problem !== undefined) {
    const [field, message, remedy] = problem
    throw new EmulatorError('emulator-publish', message, { field, remedy })
  }
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : Uint8Array.from(payload)
  const message: PublishedMessage = { topic, payload: bytes, qos, retain }
  const timestamp = world.clock().getTime()
  routeMessage(world, { topic, payload: bytes, principal: undefined, clientId: undefined, timestamp })
  await Promise.all([...world.outlets].map((send) => send(message)))
}

const problemOf = (
  topic: string,
  payload: string | Uint8Array,
  qos: number,
): readonly [field: string, message: string, remedy: string] | undefined => {
  const violation = typeof topic === 'string' ? topicViolation(topic) : 'topic-malformed'
  if (violation === 'topic-malformed') {
    return ['topic', `${quote(String(topic))} is no topic`, 'give a topic without wildcards']
  }
  // Measured by others: Publish over HTTPS to a topic that begins with `$` is refused.
  if (topic.startsWith('$')) return ['topic', `${quote(topic)} is reserved`, 'publish to a topic without `$` in front']
  if (violation !== undefined) {
    return ['topic', 'the topic is too long', 'give at most 256 bytes and seven slashes']
  }
  if (typeof payload !== 'string' && !(payload instanceof Uint8Array)) {
    return ['payload', 'the payload is neither text nor bytes', 'give one of both']
  }
  if (Buffer.byteLength(payload) > brokerLimits.packetBytes) {
    return ['payload', 'the payload is too large', `give at most ${brokerLimits.packetBytes} bytes`]
  }
  return qos === 0 || qos === 1 ? undefined : ['qos', `QoS ${quote(String(qos))} is not offered`, 'give 0 or 1']
}
