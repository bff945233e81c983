import { fleetTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'
import { ownTopics } from '../device-policies/own-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { fillDocument } from './fill-document.js'
import type { ProvisioningPolicyOptions } from './provisioning-options.js'

export interface FleetSite {
  /** A thing group that exists. */
  readonly thingGroupName: string
  /** Where devices of the site find what they need; they are told. */
  readonly url: string
}

export interface FleetBySiteOptions extends ProvisioningPolicyOptions {
  /** What things' names begin with, before the serial number. */
  readonly thingNamePrefix: string
  /** Sites by the name that devices say: at least one. A device of any other is not provisioned. */
  readonly sites: Readonly<Record<string, FleetSite>>
}

/**
 * Fleet provisioning by serial number and site, with a table of the sites: the shape of the example in AWS's guide.
 *
 * The device sends `SerialNumber` and `Site`; its thing joins the group of the site, and it is told the site's `Url` in its device
 * configuration. Other than in the example, a thing that exists is left alone, and devices may use topics of their own
 * only. Whoever holds a claim can send what they like: have a pre-provisioning hook look at both.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @throws {ProvisioningError} for a prefix, a site or a group that AWS does not take.
 * @throws {TemplateError} for a policy that is another one for each device.
 * @see AWS IoT Core Developer Guide, "Provisioning templates".
 * @example
 * ```ts
 * import { evaluateDeviceConfiguration } from '@thingplan/core/provisioning'
 * import { fleetBySite } from '@thingplan/templates/provisioning'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const sites = { linz: { thingGroupName: 'linz-lamps', url: 'https://linz.example.com' } }
 * const template = fleetBySite({ account, thingNamePrefix: 'lamp-', sites })
 * const parameters = { SerialNumber: '1234', Site: 'linz' }
 * const inputs = { account, parameters, certificateId: 'ce'.repeat(32), claim: { certificateId: 'c1'.repeat(32) } }
 * evaluateDeviceConfiguration(template, inputs) // => { Url: 'https://linz.example.com' }
 * ```
 */
export const fleetBySite = (options: FleetBySiteOptions): ProvisioningTemplate => {
  refuseUnknownOptions('fleetBySite', options, ['account', 'policy', 'thingNamePrefix', 'sites'])
  const { account, policy = ownTopics(), thingNamePrefix, sites } = options
  const table = Object.entries(sites).map(([site, { thingGroupName, url }]) => {
    refuseUnknownOptions(`sites.${site}`, sites[site] ?? {}, ['thingGroupName', 'url'])
    return [site, { Group: thingGroupName, Url: url }] as const
  })
  return fleetTemplate({
    thing: {
      name: { 'Fn::Join': ['', [thingNamePrefix, { Ref: 'SerialNumber' }]] },
      attributes: {
        serial_number: { Ref: 'SerialNumber' },
        site: { Ref: 'Site' },
        certificateId: { Ref: 'AWS::IoT::Certificate::Id' },
      },
      groups: [{ 'Fn::FindInMap': ['Sites', { Ref: 'Site' }, 'Group'] }],
    },
    policies: [{ document: fillDocument(policy, account) }],
    mappings: { Sites: Object.fromEntries(table) },
    deviceConfiguration: { Url: { 'Fn::FindInMap': ['Sites', { Ref: 'Site' }, 'Url'] } },
  })
}
