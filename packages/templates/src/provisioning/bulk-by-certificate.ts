import { bulkTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'
import { ownTopics } from '../device-policies/own-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument, thingNameParameter } from './fill-document.js'
import type { ProvisioningPolicyOptions } from './provisioning-options.js'

export interface BulkByCertificateOptions extends ProvisioningPolicyOptions {
  /** A thing type that exists. Default: none. */
  readonly thingTypeName?: string
  /** A thing group that exists, for all devices. Default: none. */
  readonly thingGroupName?: string
}

/**
 * Bulk registration, or RegisterThing, of devices whose certificates a registered CA has signed: the shape of the example in
 * AWS's guide.
 *
 * The caller gives `ThingName`, `SerialNumber`, `CertificatePem`, and its `CertificateId`, which the thing keeps where
 * registrations look for it. Other than in AWS's example a thing that exists is not
 * changed by a second certificate of its name, and devices may use topics of their own only.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @throws {ProvisioningError} for a type or a group that AWS does not take.
 * @throws {TemplateError} for a policy that is another one for each device.
 * @see AWS IoT Core Developer Guide, "Bulk registration".
 * @example
 * ```ts
 * import { bulkByCertificate } from '@thingplan/templates/provisioning'
 *
 * const template = bulkByCertificate({ account: { id: '123456789012', region: 'eu-central-1' } })
 * template.references // => ['ThingName', 'SerialNumber', 'CertificateId', 'CertificatePem']
 * ```
 */
export const bulkByCertificate = (options: BulkByCertificateOptions): ProvisioningTemplate => {
  refuseUnknownOptions('bulkByCertificate', options, ['account', 'policy', 'thingTypeName', 'thingGroupName'])
  const { account, policy = ownTopics(), thingTypeName, thingGroupName } = options
  return bulkTemplate({
    thing: {
      name: { Ref: thingNameParameter },
      ...(thingTypeName !== undefined && { typeName: thingTypeName }),
      attributes: { serial_number: { Ref: 'SerialNumber' }, certificateId: { Ref: 'CertificateId' } },
      ...(thingGroupName !== undefined && { groups: [thingGroupName] }),
    },
    certificate: { pem: { Ref: 'CertificatePem' } },
    policies: [{ document: fillDocument(policy, account) }],
  })
}
