import { demand } from '../check-options.js'
import type { RotationReply } from './rotation-decision.js'

/** One conversation: what the device sends on, and where it is answered. */
export interface RotationConversation {
  readonly request: string
  readonly reply: string
}

/** The topics of a device. */
export interface RotationTopics {
  readonly request: RotationConversation
  readonly acknowledgement: RotationConversation
}

/** The conversations by the names that the predecessor gave them. */
const conversations: Readonly<Record<keyof RotationTopics, string>> = {
  request: 'create-man-cert',
  acknowledgement: 'ack-man-cert',
}

/** Topic levels in front, also an empty first one, as the predecessor's devices have it: `/cert-rotation`. */
const prefixPattern = /^\/?[A-Za-z0-9_-]{1,64}(\/[A-Za-z0-9_-]{1,64}){0,2}$/

const checkPrefix = (prefix: string): string => {
  demand(prefixPattern.test(prefix), 'lifecycle-option', 'prefix', 'one to three topic levels of A-Z a-z 0-9 _ -')
  return prefix
}

const topicsFor = (prefix: string, device: string): RotationTopics => {
  const conversation = (name: string): RotationConversation =>
    Object.freeze({ request: `${prefix}/${name}/${device}/rqst`, reply: `${prefix}/${name}/${device}/rspn` })
  return Object.freeze({
    request: conversation(conversations.request),
    acknowledgement: conversation(conversations.acknowledgement),
  })
}

/**
 * The topics on which a device rotates its certificate, as the predecessor's devices have them under the prefix `/cert-rotation`.
 * `rotationTopics` of `@thingplan/templates` is the policy that goes with them.
 *
 * @param device - what names the device: checked where the record is made
 * @param prefix - default `cert-rotation`
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { rotationTopicsOf } from '@thingplan/core/lifecycle'
 *
 * rotationTopicsOf('1234', '/cert-rotation').request.request // => '/cert-rotation/create-man-cert/1234/rqst'
 * ```
 */
export const rotationTopicsOf = (device: string, prefix = 'cert-rotation'): RotationTopics =>
  topicsFor(checkPrefix(prefix), device)

/** What the rule hands over: the payload as it came, and beside it, out of its reach, who has sent it. */
const selection =
  "encode(*, 'base64') AS payload, principal() AS principal, clientid() AS clientId, topic() AS topic, timestamp() AS receivedAt"

/**
 * The SQL of the two IoT rules that bring the devices' messages.
 *
 * The payload travels as base64: nothing in it can pass for the principal, and one that is no JSON arrives, to be recorded, instead of
 * failing in the rule (AWS IoT Developer Guide, "Working with binary payloads", "Functions").
 *
 * @param prefix - default `cert-rotation`
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { rotationRules } from '@thingplan/core/lifecycle'
 *
 * rotationRules()[0]?.sql.endsWith("FROM 'cert-rotation/ack-man-cert/+/rqst'") // => false
 * ```
 */
export const rotationRules = (
  prefix = 'cert-rotation',
): readonly { readonly name: string; readonly sql: string; readonly awsIotSqlVersion: '2016-03-23' }[] =>
  Object.freeze(
    Object.values(topicsFor(checkPrefix(prefix), '+')).map(({ request }: RotationConversation, index) =>
      Object.freeze({
        name: index === 0 ? 'rotation_request' : 'rotation_acknowledgement',
        sql: `SELECT ${selection} FROM '${request}'`,
        awsIotSqlVersion: '2016-03-23',
      } as const),
    ),
  )

/** What a message is about, by its topic. */
export const readRotationTopic = (
  topic: string,
  prefix: string,
): { readonly kind: keyof RotationTopics; readonly device: string } | undefined => {
  if (!topic.startsWith(`${checkPrefix(prefix)}/`)) return undefined
  const [name, device, end, ...others] = topic.slice(prefix.length + 1).split('/')
  if (device === undefined || end !== 'rqst' || others.length > 0) return undefined
  if (name === conversations.request) return { kind: 'request', device }
  return name === conversations.acknowledgement ? { kind: 'acknowledgement', device } : undefined
}

/**
 * Writes a reply as it is published: its topic, from the record and never from the message, and JSON with the predecessor's fields
 * (`pem`, `cert_id`); a refusal has `error` and `message`.
 *
 * @param prefix - default `cert-rotation`
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { writeRotationReply } from '@thingplan/core/lifecycle'
 *
 * writeRotationReply({ kind: 'acknowledgement', device: '1234', certificateId: 'ab' }).payload // => '{"cert_id":"ab"}'
 * ```
 */
export const writeRotationReply = (
  reply: RotationReply,
  prefix?: string,
): { readonly topic: string; readonly payload: string } => {
  const topics = rotationTopicsOf(reply.device, prefix)
  switch (reply.kind) {
    case 'certificate':
      return Object.freeze({
        topic: topics.request.reply,
        payload: JSON.stringify({ pem: reply.certificatePem, cert_id: reply.certificateId }),
      })
    case 'acknowledgement':
      return Object.freeze({
        topic: topics.acknowledgement.reply,
        payload: JSON.stringify({ cert_id: reply.certificateId }),
      })
    case 'refusal':
      return Object.freeze({
        topic: topics[reply.of].reply,
        payload: JSON.stringify({ error: reply.code, message: reply.message, cert_id: reply.certificateId }),
      })
  }
}
