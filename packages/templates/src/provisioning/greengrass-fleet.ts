import type { Account } from '@thingplan/core'
import { fleetTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'
import { greengrassCore } from '../device-policies/greengrass-core.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument, thingNameParameter, thingNameTag } from './fill-document.js'

export interface GreengrassFleetOptions {
  /** The account and region that the template is for; ARNs in a template are written out. */
  readonly account: Account
  /** The role alias that cores exchange their certificates at: 1 to 128 of `a-zA-Z0-9_=,@-`. */
  readonly roleAlias: string
  /** A thing group that exists: what is deployed to it runs on the core. Default: the parameter `ThingGroupName`. */
  readonly thingGroupName?: string
}

/**
 * Fleet provisioning of AWS IoT Greengrass V2 core devices, as its fleet provisioning plugin asks for it.
 *
 * `ThingName`, and `ThingGroupName` where the group is not fixed, are parameters: AWS's own example takes them from the device,
 * which then says itself whose software it runs. Have the pre-provisioning hook set them. Every core has a policy with its
 * name written out, since thing policy variables do not work for core devices; AWS names it by a hash.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, and a role alias that AWS does not take.
 * @throws {ProvisioningError} for a group that AWS does not take.
 * @see AWS IoT Greengrass V2 Developer Guide, "Set up AWS IoT fleet provisioning for Greengrass core devices".
 * @example
 * ```ts
 * import { greengrassFleet } from '@thingplan/templates/provisioning'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const template = greengrassFleet({ account, roleAlias: 'CoreRole', thingGroupName: 'cores' })
 * template.references // => ['ThingName', 'AWS::IoT::Certificate::Id']
 * ```
 */
export const greengrassFleet = (options: GreengrassFleetOptions): ProvisioningTemplate => {
  refuseUnknownOptions('greengrassFleet', options, ['account', 'roleAlias', 'thingGroupName'])
  const { account, roleAlias, thingGroupName = { Ref: 'ThingGroupName' } } = options
  const policy = greengrassCore({ roleAlias, thingName: thingNameTag })
  return fleetTemplate({
    thing: {
      name: { Ref: thingNameParameter },
      attributes: { certificateId: { Ref: 'AWS::IoT::Certificate::Id' } },
      groups: [thingGroupName],
    },
    policies: [{ document: fillDocument(policy, account) }],
  })
}
