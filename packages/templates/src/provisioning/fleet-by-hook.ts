import { fleetTemplate, type ProvisioningTemplate, type TemplateExpression } from '@thingplan/core/provisioning'
import { ownTopics } from '../device-policies/own-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument, thingNameParameter } from './fill-document.js'
import type { ProvisioningPolicyOptions } from './provisioning-options.js'

export interface FleetByHookOptions extends ProvisioningPolicyOptions {
  /** A thing type that exists. Default: none. */
  readonly thingTypeName?: string
  /** What the device is told when it has been provisioned; may refer to the parameters, and use functions. Default: nothing. */
  readonly deviceConfiguration?: Readonly<Record<string, TemplateExpression>>
}

/**
 * Fleet provisioning of a device that says its serial number, and is named by the pre-provisioning hook.
 *
 * The device sends `SerialNumber`; the hook sets `ThingName`. Whoever holds a claim can send any serial number, so that the
 * template is good for nothing without a hook that knows which ones were made: `createPreProvisioningHook` with
 * `subjectParameters: { serialNumber: 'SerialNumber' }` and an override of `ThingName`. Without the override no device is
 * provisioned that does not name itself.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @throws {ProvisioningError} for a type that AWS does not take.
 * @throws {TemplateError} for a policy that is another one for each device.
 * @see AWS IoT Core Developer Guide, "Provisioning devices that don't have device certificates using fleet provisioning".
 * @example
 * ```ts
 * import { fleetByHook } from '@thingplan/templates/provisioning'
 *
 * const template = fleetByHook({ account: { id: '123456789012', region: 'eu-central-1' } })
 * template.references // => ['ThingName', 'SerialNumber', 'AWS::IoT::Certificate::Id']
 * ```
 */
export const fleetByHook = (options: FleetByHookOptions): ProvisioningTemplate => {
  refuseUnknownOptions('fleetByHook', options, ['account', 'policy', 'thingTypeName', 'deviceConfiguration'])
  const { account, policy = ownTopics(), thingTypeName, deviceConfiguration } = options
  return fleetTemplate({
    thing: {
      name: { Ref: thingNameParameter },
      ...(thingTypeName !== undefined && { typeName: thingTypeName }),
      attributes: { serial_number: { Ref: 'SerialNumber' }, certificateId: { Ref: 'AWS::IoT::Certificate::Id' } },
    },
    policies: [{ document: fillDocument(policy, account) }],
    ...(deviceConfiguration !== undefined && { deviceConfiguration }),
  })
}
