import { TLSSocket } from 'node:tls'
import type { AedesOptions, Connection, PublishPacket } from 'aedes'
import { connect } from '../connection/connect.js'
import { publish, receive, subscribe } from '../connection/message.js'
import type { Session } from '../connection/session.js'
import { routeMessage } from '../rule/route-message.js'
import type { RuleMessage } from '../rule/rule-message.js'
import type { World } from '../world.js'
import { isRequestTopic } from './answer-request.js'
import { isSupportedVersion, refuseVersion } from './protocol-version.js'
import type { Sessions } from './sessions.js'
import type { Subscriptions } from './subscriptions.js'

type Hooks = Required<Pick<AedesOptions, 'preConnect' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'>>

/**
 * The broker's questions, answered by the registry.
 *
 * An exception in a hook would end the process: each is caught, reported, and counts as a refusal. A refusal is an error to
 * the broker, which closes the connection without any packet. That is what AWS IoT does with a CONNECT, a PUBLISH and a
 * SUBSCRIBE that it does not allow.
 */
export const createHooks = (world: World, sessions: Sessions, subscriptions: Subscriptions): Hooks => {
  const guarded = (decide: () => boolean): boolean => {
    try {
      return decide()
    } catch (error) {
      world.report(error)
      return false
    }
  }

  return {
    preConnect: (client, packet, callback) => {
      if (!isSupportedVersion(packet)) {
        world.events.emit('connection', { kind: 'refused', reason: 'protocol-version', clientId: packet.clientId })
        refuseVersion(client.conn, () => callback(new Error('unacceptable protocol version'), false))
        return
      }
      const accepted = guarded(() => {
        const result = connect(world, {
          clientId: packet.clientId,
          certificate: peerCertificate(client.conn),
          cleanSession: packet.clean,
          will: packet.will && { topic: packet.will.topic, qos: packet.will.qos ?? 0 },
          sourceIp: peerAddress(client.conn),
        })
        if (!result.accepted) return false
        sessions.open(client, result.session)
        // The name under which the broker keeps a session: another certificate with the same client id finds nothing there.
        packet.clientId = `${result.session.certificate.id}/${packet.clientId}`
        return true
      })
      callback(accepted ? null : new Error('connection refused'), accepted)
    },

    authorizePublish: (client, packet, callback) => {
      const allowed = guarded(() => {
        const session = sessions.of(client)
        if (session === undefined || publish(world, session, packet) !== undefined) return false
        if (!isRequestTopic(packet.topic)) routeMessage(world, messageOf(world, session, packet))
        return true
      })
      if (!allowed && client !== null) sessions.markDenied(client)
      callback(allowed ? null : new Error('publish denied'))
    },

    authorizeSubscribe: (client, subscription, callback) => {
      const allowed = guarded(() => {
        const session = sessions.of(client)
        return session !== undefined && subscribe(world, session, subscription.topic, subscription.qos) === undefined
      })
      if (allowed) subscriptions.add(client, subscription.topic)
      else sessions.markDenied(client)
      callback(allowed ? null : new Error('subscribe denied'), allowed ? subscription : null)
    },

    authorizeForward: (client, packet) => {
      // A request to AWS IoT is nobody else's.
      if (isRequestTopic(packet.topic)) return null
      const allowed = guarded(() => {
        const session = sessions.of(client)
        return session !== undefined && receive(world, session, packet) === undefined
      })
      return allowed ? packet : null
    },
  }
}

const messageOf = (world: World, session: Session, { topic, payload }: PublishPacket): RuleMessage => ({
  topic,
  payload: Buffer.from(payload),
  principal: session.certificate.id,
  clientId: session.clientId,
  timestamp: world.clock().getTime(),
})

const peerCertificate = (connection: Connection): Uint8Array | undefined =>
  connection instanceof TLSSocket ? connection.getPeerX509Certificate()?.raw : undefined

const peerAddress = (connection: Connection): string | undefined =>
  connection instanceof TLSSocket ? connection.remoteAddress : undefined
