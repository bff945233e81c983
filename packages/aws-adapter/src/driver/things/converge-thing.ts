import type { EnsureThingStep, Plan, StepResult } from '@thingplan/core'
import type { IotWorld } from '../iot-world.js'
import { interruptStep } from '../step-failure.js'
import { changeUnlessRaced } from './change-unless-raced.js'
import { checkThingOwner } from './check-thing-owner.js'
import { lackOf } from './lack-of.js'
import { stampedAttributes } from './owner-stamp.js'
import type { RegisteredThing } from './read-thing.js'

/** A thing's billing group is set at its creation; a later plan does not move the bill. */
const billingNote = (thing: RegisteredThing, { billingGroupName }: EnsureThingStep): Pick<StepResult, 'note'> =>
  billingGroupName === undefined || thing.billingGroupName === billingGroupName
    ? {}
    : { note: `the existing thing stays in billing group ${thing.billingGroupName ?? 'none'}` }

/**
 * Makes an existing thing what the step wants, if it is the certificate's.
 *
 * @param ensureType - makes sure of the type, where the thing gets one that was only assumed
 */
export const convergeThing = async (
  step: EnsureThingStep,
  plan: Plan,
  world: IotWorld,
  ensureType: () => Promise<void>,
): Promise<StepResult> => {
  let note: Pick<StepResult, 'note'> = {}
  const result = await changeUnlessRaced(step, world, async (thing) => {
    if (thing === undefined) throw interruptStep(step, 'the thing existed, and was gone a moment later')
    await checkThingOwner(thing, step, plan, world)
    note = billingNote(thing, step)
    const lack = lackOf(thing, { attributes: stampedAttributes(step), thingTypeName: step.thingTypeName })
    if (lack?.thingTypeName !== undefined) await ensureType()
    return lack
  })
  return { ...result, ...note }
}
