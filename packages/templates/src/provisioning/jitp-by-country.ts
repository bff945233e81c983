import { jitpTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'
import { ownTopics } from '../device-policies/own-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument } from './fill-document.js'
import type { ProvisioningPolicyOptions } from './provisioning-options.js'

export interface JitpByCountryOptions extends ProvisioningPolicyOptions {
  /** A thing type that exists. */
  readonly thingTypeName: string
  /** A thing group that exists, for all devices. */
  readonly thingGroupName: string
  /** The country of a certificate that names none, as the name of its group. Default: such a device is not provisioned. */
  readonly defaultCountry?: string
}

/**
 * Just-in-time provisioning into a group for all and a group for the country: the shape of the example in AWS's guide.
 *
 * Other than there, a thing that exists is not changed by a second certificate of its name; the serial number is not an attribute,
 * because AWS's own sources disagree about which one the parameter holds; and devices may use topics of their own only. Type
 * and groups have to exist, one for each country that certificates name.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @throws {ProvisioningError} for a type or a group that AWS does not take.
 * @throws {TemplateError} for a policy that is another one for each device.
 * @see AWS IoT Core Developer Guide, "Just-in-time provisioning".
 * @example
 * ```ts
 * import { lintProvisioningTemplate } from '@thingplan/core/provisioning'
 * import { jitpByCountry } from '@thingplan/templates/provisioning'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const template = jitpByCountry({ account, thingTypeName: 'lamp', thingGroupName: 'lamps' })
 * const [problem] = lintProvisioningTemplate(template, ['CN'])
 * problem?.message // => 'reads Country; these certificates have none'
 * ```
 */
export const jitpByCountry = (options: JitpByCountryOptions): ProvisioningTemplate => {
  const known = ['account', 'policy', 'thingTypeName', 'thingGroupName', 'defaultCountry']
  refuseUnknownOptions('jitpByCountry', options, known)
  const { account, policy = ownTopics(), thingTypeName, thingGroupName, defaultCountry } = options
  return jitpTemplate({
    thing: {
      name: { Ref: 'AWS::IoT::Certificate::CommonName' },
      typeName: thingTypeName,
      attributes: {
        country: { Ref: 'AWS::IoT::Certificate::Country' },
        certificateId: { Ref: 'AWS::IoT::Certificate::Id' },
      },
      groups: [thingGroupName, { Ref: 'AWS::IoT::Certificate::Country' }],
    },
    policies: [{ document: fillDocument(policy, account) }],
    ...(defaultCountry !== undefined && { defaults: { 'AWS::IoT::Certificate::Country': defaultCountry } }),
  })
}
