import type { PolicySpec } from '@thingplan/core'
import { topic, topicFilter } from '@thingplan/core/policy'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { allow } from './allow.js'
import { checkTopic } from './check-topic.js'
import { connectAsThing, thingName, thingTopics } from './connect-as-thing.js'

export interface OwnTopicsOptions {
  /** Template of the policy's name. Default `own-topics`. */
  readonly name?: string
  /** Topic levels before the thing's name, without wildcards. Default `device`. */
  readonly prefix?: string
  /** Topics a device may publish to. Default `<prefix>/<thing name>` and everything below. */
  readonly publish?: readonly string[]
  /** Topic filters a device may subscribe to. Default: the same. */
  readonly subscribe?: readonly string[]
  /** Topics whose messages a device may be sent. Default: the same. */
  readonly receive?: readonly string[]
  /** Whether it may also use all of its shadows; see `ownShadow` for less. Default true. */
  readonly shadow?: boolean
}

/**
 * The policy of a device that talks for itself only: it connects as its thing, uses its own topics, and reads and writes its own
 * shadow.
 *
 * One policy serves the whole fleet. AWS IoT resolves the thing's name only where the client id is the name of a thing that the
 * certificate is attached to (or where the attachment is exclusive); where it does not resolve, nothing is allowed.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, and for a prefix with a wildcard or
 * of reserved topics, or one that is too long or too deep.
 * @see AWS IoT Core Developer Guide, "Thing policy variables".
 * @example
 * ```ts
 * import { ownTopics } from '@thingplan/templates'
 *
 * ownTopics().name // => 'own-topics'
 * ```
 */
export const ownTopics = (options: OwnTopicsOptions = {}): PolicySpec => {
  refuseUnknownOptions('ownTopics', options, ['name', 'prefix', 'publish', 'subscribe', 'receive', 'shadow'])
  const own = `${checkTopic('prefix', options.prefix ?? 'device', `${thingName}/*`)}/${thingName}`
  const ownTree = [own, `${own}/*`]
  const { name = 'own-topics', publish = ownTree, subscribe = ownTree, receive = ownTree, shadow = true } = options
  const ownShadow = shadow ? [`${thingTopics}/shadow/*`] : []
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [
        connectAsThing,
        ...allow('iot:Publish', [...publish, ...ownShadow].map(topic)),
        ...allow('iot:Subscribe', [...subscribe, ...ownShadow].map(topicFilter)),
        ...allow('iot:Receive', [...receive, ...ownShadow].map(topic)),
      ],
    },
  }
}
