import type { Account } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { fleetByHook, greengrassFleet } from '@thingplan/templates/provisioning'

/** Where the templates are for: their ARNs are written out. */
export const account: Account = { id: '123456789012', region: 'eu-central-1' }

/** A sensor: it is told the topic that it sends its readings on. */
export const sensorTemplate: ProvisioningTemplate = fleetByHook({
  account,
  deviceConfiguration: { Topic: { 'Fn::Join': ['', ['device/', { Ref: 'ThingName' }, '/temperature']] } },
})

/** A Greengrass core: what is deployed to the group `sites` runs on it. */
export const coreTemplate: ProvisioningTemplate = greengrassFleet({
  account,
  roleAlias: 'core-token-exchange',
  thingGroupName: 'sites',
})
