import type { Plan } from '@thingplan/core'
import {
  type ExistingResources,
  type ProvisioningInputs,
  type ProvisioningTemplate,
  planProvisioning,
} from '@thingplan/core/provisioning'
import type { World } from '../world.js'

/** What is known of one device. */
export type DeviceInputs = Pick<ProvisioningInputs, 'certificate' | 'certificateId' | 'claim' | 'parameters'>

/**
 * What a template makes of a device in this registry.
 *
 * Twice: which thing and which certificate it is, only the template knows, and what becomes of them depends on what they
 * are already.
 *
 * @throws {ProvisioningError} the reason why AWS IoT would not provision the device
 */
export const planDevice = (world: World, template: ProvisioningTemplate, device: DeviceInputs): Plan => {
  const { account, registry, provisioning } = world
  const { serialNumber, severalValues, overrideDefault } = provisioning
  const inputs = {
    ...device,
    account,
    ...(serialNumber && { serialNumber }),
    ...(severalValues && { severalValues }),
    ...(overrideDefault && { overrideDefault }),
  }
  const prerequisites = {
    thingTypeNames: [...registry.thingTypes.keys()],
    thingGroupNames: [...registry.thingGroups.keys()],
    billingGroupNames: [...registry.billingGroups.keys()],
    policyNames: [...registry.policies.keys()],
  }
  const plan = planProvisioning(template, { ...inputs, existing: prerequisites })
  const thing = existingThing(world, thingNameOf(plan))
  const certificateStatus = registry.certificates.get(plan.certificateId)?.status
  const existing = { ...prerequisites, ...(thing && { thing }), ...(certificateStatus && { certificateStatus }) }
  return planProvisioning(template, { ...inputs, existing })
}

/** The thing that a plan is about, if it is about one. */
export const thingNameOf = ({ steps }: Plan): string | undefined =>
  steps.flatMap((step) => (step.kind === 'attach-thing' ? [step.thingName] : []))[0]

const existingThing = ({ registry }: World, name: string | undefined): ExistingResources['thing'] => {
  const thing = name === undefined ? undefined : registry.things.get(name)
  if (thing === undefined) return undefined
  return {
    attributes: Object.fromEntries(thing.attributes),
    thingGroupNames: registry.groupMembers.leftsOf(thing.name),
    ...(thing.typeName !== undefined && { thingTypeName: thing.typeName }),
    ...(thing.billingGroupName !== undefined && { billingGroupName: thing.billingGroupName }),
  }
}
