import type { DenialReason, DeniedAction } from '../event/connection-event.js'
import type { World } from '../world.js'
import { isAuthorized } from './authorize.js'
import {
  brokerLimits,
  isReservedForPublish,
  isReservedForSubscribe,
  topicFilterViolation,
  topicViolation,
} from './limits.js'
import type { Session } from './session.js'

/** A message on its way in or out. */
export interface Message {
  readonly topic: string
  readonly payload: string | Uint8Array
  readonly qos: number
  readonly retain: boolean
}

/** Bytes of the whole PUBLISH packet (MQTT 3.1.1 sections 2.2.3 and 3.3). */
const packetBytes = ({ topic, payload, qos }: Message): number => {
  const remaining = 2 + Buffer.byteLength(topic) + (qos > 0 ? 2 : 0) + Buffer.byteLength(payload)
  const lengthBytes = [128, 16_384, 2_097_152].filter((bound) => remaining >= bound).length + 1
  return 1 + lengthBytes + remaining
}

const payloadBytes = ({ payload }: Message): number => Buffer.byteLength(payload)

/** Decides on a PUBLISH: undefined where it is allowed. */
export const publish = (world: World, session: Session, message: Message): DenialReason | undefined => {
  const reason = publishDenial(world, session, message)
  if (reason !== undefined) return denied(world, session, 'publish', message.topic, reason)
  report(world, session, 'published', message)
  return undefined
}

const publishDenial = (world: World, session: Session, message: Message): DenialReason | undefined => {
  const { topic, qos, retain } = message
  if (qos > brokerLimits.qos) return 'qos-unsupported'
  if (packetBytes(message) > brokerLimits.packetBytes) return 'packet-too-large'
  const violation = topicViolation(topic)
  if (violation !== undefined) return violation
  if (isReservedForPublish(topic)) return 'topic-reserved'
  if (!isAuthorized(world, session, { action: 'iot:Publish', name: topic })) return 'policy'
  // Developer Guide, "AWS IoT Core policy actions": a retained message needs both permissions.
  if (retain && !isAuthorized(world, session, { action: 'iot:RetainPublish', name: topic })) return 'policy'
  return undefined
}

/** Decides on one topic filter of a SUBSCRIBE: undefined where it is allowed. */
export const subscribe = (
  world: World,
  session: Session,
  topicFilter: string,
  qos: number,
): DenialReason | undefined => {
  const reason = subscribeDenial(world, session, topicFilter, qos)
  if (reason !== undefined) return denied(world, session, 'subscribe', topicFilter, reason)
  world.events.emit('connection', { kind: 'subscribed', ...peerOf(session), topicFilter })
  return undefined
}

const subscribeDenial = (
  world: World,
  session: Session,
  topicFilter: string,
  qos: number,
): DenialReason | undefined => {
  if (qos > brokerLimits.qos) return 'qos-unsupported'
  const violation = topicFilterViolation(topicFilter)
  if (violation !== undefined) return violation
  if (isReservedForSubscribe(topicFilter)) return 'topic-reserved'
  return isAuthorized(world, session, { action: 'iot:Subscribe', name: topicFilter }) ? undefined : 'policy'
}

/** Decides on the delivery of one message to one subscriber: undefined where it is allowed. */
export const receive = (world: World, session: Session, message: Message): DenialReason | undefined => {
  if (!isAuthorized(world, session, { action: 'iot:Receive', name: message.topic })) {
    return denied(world, session, 'receive', message.topic, 'policy')
  }
  report(world, session, 'delivered', message)
  return undefined
}

interface Peer {
  readonly clientId: string
  readonly certificateId: string
}

const peerOf = ({ clientId, certificate }: Session): Peer => ({ clientId, certificateId: certificate.id })

const report = (world: World, session: Session, kind: 'published' | 'delivered', message: Message): void =>
  world.events.emit('connection', {
    kind,
    ...peerOf(session),
    topic: message.topic,
    bytes: payloadBytes(message),
  })

const denied = (
  world: World,
  session: Session,
  action: DeniedAction,
  topic: string,
  reason: DenialReason,
): DenialReason => {
  world.events.emit('connection', { kind: 'denied', ...peerOf(session), action, reason, topic })
  return reason
}
