import type { Step } from '@thingplan/core'
import type { IotWorld } from '../../driver/iot-world.js'
import { createBillingGroup } from '../../driver/steps/ensure-billing-group.js'
import { repairPolicy } from '../../driver/steps/ensure-policy.js'
import { createThingGroup } from '../../driver/steps/ensure-thing-group.js'
import { createThingType } from '../../driver/steps/ensure-thing-type.js'

const ensure = (step: Step, world: IotWorld): Promise<void> => {
  switch (step.kind) {
    case 'ensure-thing-type':
      return createThingType(step, world)
    case 'ensure-thing-group':
      return createThingGroup(step, world)
    case 'ensure-billing-group':
      return createBillingGroup(step, world)
    case 'ensure-policy':
      return repairPolicy(step, world)
    default:
      return Promise.resolve()
  }
}

/** Makes sure of everything that was only assumed: RegisterThing does not say what it has not found. */
export const ensurePrerequisites = async (prerequisites: readonly Step[], world: IotWorld): Promise<void> => {
  await Promise.all(prerequisites.map((step) => ensure(step, world)))
}
