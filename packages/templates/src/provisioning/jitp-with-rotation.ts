import type { Account } from '@thingplan/core'
import { jitpTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'
import { rotationTopics } from '../device-policies/rotation-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument } from './fill-document.js'

export interface JitpWithRotationOptions {
  /** The account and region that the template is for; ARNs in a template are written out. */
  readonly account: Account
  /** Topic levels before the conversations, as for `rotationTopics`. Default `cert-rotation`. */
  readonly prefix?: string
}

/**
 * Just-in-time provisioning of a device that comes with its vendor's certificate, and has it replaced by its manufacturer's.
 *
 * With the vendor's certificate it may do nothing but ask for the other one, on topics of its own, and acknowledge it; what it
 * is there for it may do with the manufacturer's. The thing is named by the common name, and both certificates are
 * attached to it, so that nobody has to believe a serial number in a topic. Whether a device is on the list of those that
 * were sold is for who answers the request: JITP asks nobody.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, and a prefix with a wildcard.
 * @see AWS IoT Core Developer Guide, "Just-in-time provisioning".
 * @example
 * ```ts
 * import { jitpWithRotation } from '@thingplan/templates/provisioning'
 *
 * const { kind } = jitpWithRotation({ account: { id: '123456789012', region: 'eu-central-1' } })
 * kind // => 'jitp'
 * ```
 */
export const jitpWithRotation = (options: JitpWithRotationOptions): ProvisioningTemplate => {
  refuseUnknownOptions('jitpWithRotation', options, ['account', 'prefix'])
  const { account, prefix } = options
  return jitpTemplate({
    thing: {
      name: { Ref: 'AWS::IoT::Certificate::CommonName' },
      attributes: { certificateId: { Ref: 'AWS::IoT::Certificate::Id' } },
    },
    policies: [{ document: fillDocument(rotationTopics(prefix === undefined ? {} : { prefix }), account) }],
  })
}
