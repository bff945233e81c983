import { jitpTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'
import { ownTopics } from '../device-policies/own-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument } from './fill-document.js'
import type { ProvisioningPolicyOptions } from './provisioning-options.js'

export interface JitpByCommonNameOptions extends ProvisioningPolicyOptions {
  /** A thing type that exists: templates make none. Default: none. */
  readonly thingTypeName?: string
}

/**
 * Just-in-time provisioning of a device that is named by its common name.
 *
 * The thing keeps the id of its certificate, where registrations look for it: a fleet can move to JITR later. A second certificate
 * with the same common name gets nothing, and stays PENDING_ACTIVATION, because every override setting says FAIL. A common name
 * that is no thing name, such as one with a space, is provisioned by nobody: issue certificates accordingly.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @throws {ProvisioningError} for a type that AWS does not take.
 * @throws {TemplateError} for a policy that is another one for each device.
 * @see AWS IoT Core Developer Guide, "Just-in-time provisioning".
 * @example
 * ```ts
 * import { planProvisioning } from '@thingplan/core/provisioning'
 * import { certificateFixture } from '@thingplan/core/testing'
 * import { jitpByCommonName } from '@thingplan/templates/provisioning'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const certificate = certificateFixture({ subject: { CN: 'sensor-1' } })
 * const plan = planProvisioning(jitpByCommonName({ account }), { account, certificate })
 * plan.steps.at(-1)?.kind // => 'set-certificate-status'
 * ```
 */
export const jitpByCommonName = (options: JitpByCommonNameOptions): ProvisioningTemplate => {
  refuseUnknownOptions('jitpByCommonName', options, ['account', 'policy', 'thingTypeName'])
  const { account, policy = ownTopics(), thingTypeName } = options
  return jitpTemplate({
    thing: {
      name: { Ref: 'AWS::IoT::Certificate::CommonName' },
      ...(thingTypeName !== undefined && { typeName: thingTypeName }),
      attributes: { certificateId: { Ref: 'AWS::IoT::Certificate::Id' } },
    },
    policies: [{ document: fillDocument(policy, account) }],
  })
}
