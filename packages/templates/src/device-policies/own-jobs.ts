import type { PolicySpec } from '@thingplan/core'
import { topic, topicFilter } from '@thingplan/core/policy'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { connectAsThing, thingTopics } from './connect-as-thing.js'

export interface OwnJobsOptions {
  /** Template of the policy's name. Default `own-jobs`. */
  readonly name?: string
}

const jobs = `${thingTopics}/jobs`

/** One job's topics lie below its id, or below `$next`. */
const requests: readonly string[] = [`${jobs}/get`, `${jobs}/start-next`, `${jobs}/*/get`, `${jobs}/*/update`]

/**
 * The policy of a device that carries out its own jobs over MQTT: it is told of them, asks for them, starts them and reports on
 * them.
 *
 * One policy serves the whole fleet, as with `ownTopics`. Compose it with others by `composePolicy`.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @see AWS IoT Core Developer Guide, "Jobs device MQTT API operations".
 * @example
 * ```ts
 * import { ownJobs } from '@thingplan/templates'
 *
 * ownJobs().name // => 'own-jobs'
 * ```
 */
export const ownJobs = (options: OwnJobsOptions = {}): PolicySpec => {
  refuseUnknownOptions('ownJobs', options, ['name'])
  const { name = 'own-jobs' } = options
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [
        connectAsThing,
        { Effect: 'Allow', Action: 'iot:Publish', Resource: requests.map(topic) },
        { Effect: 'Allow', Action: 'iot:Subscribe', Resource: topicFilter(`${jobs}/*`) },
        { Effect: 'Allow', Action: 'iot:Receive', Resource: topic(`${jobs}/*`) },
      ],
    },
  }
}
