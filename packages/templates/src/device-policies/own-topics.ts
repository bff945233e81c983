import type { PolicySpec } from '@thingplan/core'
import { client, topic, topicFilter } from '@thingplan/core/policy'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'

// AWS IoT resolves it at connection time, so that one policy serves every device.
const thingName = '${iot:Connection.Thing.ThingName}'

const ownTree: readonly string[] = [`device/${thingName}`, `device/${thingName}/*`]
const ownShadow = `$aws/things/${thingName}/shadow/*`

export interface OwnTopicsOptions {
  /** Template of the policy's name. Default `own-topics`. */
  readonly name?: string
  /** Topics a device may publish to. Default `device/<thing name>` and everything below. */
  readonly publish?: readonly string[]
  /** Topic filters a device may subscribe to. Default: the same. */
  readonly subscribe?: readonly string[]
  /** Topics whose messages a device may be sent. Default: the same. */
  readonly receive?: readonly string[]
}

/**
 * The policy of a device that talks for itself only: it connects as its thing, uses its own topics, and reads and writes its own
 * shadow.
 *
 * One policy serves the whole fleet. AWS IoT resolves the thing's name only where the client id is the name of a thing that the
 * certificate is attached to (or where the attachment is exclusive); where it does not resolve, nothing is allowed.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @see AWS IoT Core Developer Guide, "Thing policy variables".
 * @example
 * ```ts
 * import { ownTopics } from '@thingplan/templates'
 *
 * ownTopics().name // => 'own-topics'
 * ```
 */
export const ownTopics = (options: OwnTopicsOptions = {}): PolicySpec => {
  refuseUnknownOptions('ownTopics', options, ['name', 'publish', 'subscribe', 'receive'])
  const { name = 'own-topics', publish = ownTree, subscribe = ownTree, receive = ownTree } = options
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'iot:Connect',
          Resource: client(thingName),
          Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
        },
        { Effect: 'Allow', Action: 'iot:Publish', Resource: [...publish, ownShadow].map(topic) },
        { Effect: 'Allow', Action: 'iot:Subscribe', Resource: [...subscribe, ownShadow].map(topicFilter) },
        { Effect: 'Allow', Action: 'iot:Receive', Resource: [...receive, ownShadow].map(topic) },
      ],
    },
  }
}
