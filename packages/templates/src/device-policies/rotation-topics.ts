import { type PolicySpec, quote, RegistrationError } from '@thingplan/core'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { checkTopic } from './check-topic.js'
import { connectAsThing, thingName } from './connect-as-thing.js'
import { requestAndAnswer } from './request-and-answer.js'

export interface RotationTopicsOptions {
  /** Topic levels before the conversations, without wildcards. Default `cert-rotation`. */
  readonly prefix?: string
  /**
   * What names the device in its topics: a policy variable, or a template, and then `name` must depend on the certificate too.
   * Default: the thing's name.
   */
  readonly device?: string
  /** Template of the policy's name. Default `rotation-topics`. */
  readonly name?: string
}

const conversations = ['create-man-cert', 'ack-man-cert'] as const

/** Text without a variable or a tag would give all devices the same topics. */
const checkDevice = (value: string): string => {
  const device = checkTopic('device', value, 'rqst')
  if (/<%=|\$\{iot:/.test(device)) return device
  const remedy = 'give a policy variable, such as `${iot:Connection.Thing.ThingName}`, or a template'
  const message = `device ${quote(device)} is the same for every device`
  throw new RegistrationError('registration-option', message, { field: 'device', value: device, remedy })
}

/**
 * The policy of a device that has its certificate replaced: it sends its request for a certificate and its acknowledgement
 * (`<prefix>/create-man-cert/<device>/rqst`, `<prefix>/ack-man-cert/<device>/rqst`), and is sent the answers (`…/rspn`).
 *
 * Only the device itself can ask on its topics. That does not make the topic a proof: who handles the request compares the
 * principal. One policy serves the whole fleet, as with `ownTopics`; old and new certificate are attached to the same thing, so
 * it serves both.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, a `device` that is the same for all, and a
 * prefix or a device with a wildcard, or too long or too deep.
 * @example
 * ```ts
 * import { rotationTopics } from '@thingplan/templates'
 *
 * rotationTopics({ prefix: '/cert-rotation', device: '${iot:Certificate.Subject.SerialNumber}' }).name // => 'rotation-topics'
 * ```
 */
export const rotationTopics = (options: RotationTopicsOptions = {}): PolicySpec => {
  refuseUnknownOptions('rotationTopics', options, ['prefix', 'device', 'name'])
  const device = checkDevice(options.device ?? thingName)
  const prefix = checkTopic('prefix', options.prefix ?? 'cert-rotation', `create-man-cert/${device}/rqst`)
  const { name = 'rotation-topics' } = options
  const own = conversations.map((conversation) => `${prefix}/${conversation}/${device}`)
  const requests = own.map((conversation) => `${conversation}/rqst`)
  const answers = own.map((conversation) => `${conversation}/rspn`)
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [connectAsThing, ...requestAndAnswer(requests, answers)],
    },
  }
}
