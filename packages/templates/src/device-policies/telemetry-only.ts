import type { PolicySpec } from '@thingplan/core'
import { topic } from '@thingplan/core/policy'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { checkName } from './check-name.js'
import { checkTopic } from './check-topic.js'
import { connectAsThing, thingName } from './connect-as-thing.js'

export interface TelemetryOnlyOptions {
  /** Name of the rule that takes the messages: 1 to 128 of `a-zA-Z0-9_`. */
  readonly rule: string
  /** Topic levels between the rule and the thing's name, without wildcards. Default `device`. */
  readonly prefix?: string
  /** Template of the policy's name. Default `telemetry-` and the rule's name. */
  readonly name?: string
}

/**
 * The policy of a device that only sends: by Basic Ingest, straight to one rule and past the message broker, on
 * `$aws/rules/<rule>/<prefix>/<thing name>` and below. It subscribes to nothing and is sent nothing.
 *
 * The rule sees the topic without `$aws/rules/<rule>/`: with the default prefix `topic(2)` is the device there, and cannot be
 * another's. One policy serves the whole fleet, as with `ownTopics`.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, a rule's name that AWS does not take, and
 * a prefix with a wildcard or one that is too long or too deep.
 * @see AWS IoT Core Developer Guide, "Reducing messaging costs with Basic Ingest".
 * @example
 * ```ts
 * import { telemetryOnly } from '@thingplan/templates'
 *
 * telemetryOnly({ rule: 'readings' }).name // => 'telemetry-readings'
 * ```
 */
export const telemetryOnly = (options: TelemetryOnlyOptions): PolicySpec => {
  refuseUnknownOptions('telemetryOnly', options, ['rule', 'prefix', 'name'])
  const rule = checkName('rule', options.rule, /^[a-zA-Z0-9_]{1,128}$/)
  const prefix = checkTopic('prefix', options.prefix ?? 'device', `${thingName}/*`)
  const { name = `telemetry-${rule}` } = options
  const own = `$aws/rules/${rule}/${prefix}/${thingName}`
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [connectAsThing, { Effect: 'Allow', Action: 'iot:Publish', Resource: [own, `${own}/*`].map(topic) }],
    },
  }
}
