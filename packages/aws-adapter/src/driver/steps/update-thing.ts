import type { EnsureThingTypeStep, Plan, Step, StepResult, UpdateThingStep } from '@thingplan/core'
import type { Perform } from '../iot-world.js'
import { refuseStep } from '../step-failure.js'
import { changeUnlessRaced } from '../things/change-unless-raced.js'
import { lackOf } from '../things/lack-of.js'
import { createThingType } from './ensure-thing-type.js'

/** The step of the plan that makes the type, and was only assumed. */
const assumedType = ({ thingTypeName }: UpdateThingStep, { steps }: Plan): EnsureThingTypeStep | undefined => {
  const isAssumed = (step: Step): step is EnsureThingTypeStep =>
    step.kind === 'ensure-thing-type' && step.thingTypeName === thingTypeName
  return steps.find(isAssumed)
}

/**
 * The thing has these attributes beside its others, and the type. It has to exist, and is not asked whose it is.
 *
 * UpdateThing with a type that is missing would not say what it has not found, so that the type is made sure of before.
 */
export const performUpdateThing: Perform<UpdateThingStep> = async (step, { plan }, world) => {
  let repaired: Pick<StepResult, 'repaired'> = {}
  const result = await changeUnlessRaced(step, world, async (thing) => {
    if (thing === undefined) {
      throw refuseStep(step, 'prerequisite-missing', 'the thing does not exist', { remedy: 'create it first' })
    }
    const lack = lackOf(thing, step)
    const type = lack?.thingTypeName === undefined ? undefined : assumedType(step, plan)
    if (type !== undefined) {
      await createThingType(type, world)
      repaired = { repaired: [type.id] }
    }
    return lack
  })
  return { ...result, ...repaired }
}
