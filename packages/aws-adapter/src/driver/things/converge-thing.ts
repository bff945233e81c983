import type { EnsureThingStep, Plan, StepResult } from '@thingplan/core'
import type { IotWorld } from '../iot-world.js'
import { interruptStep } from '../step-failure.js'
import { changeUnlessRaced, type Lack } from './change-unless-raced.js'
import { checkThingOwner } from './check-thing-owner.js'
import { stampedAttributes } from './owner-stamp.js'
import type { RegisteredThing } from './read-thing.js'

/** The attributes that the thing lacks or has with another value, and its type; what it has beside them stays. */
const lackOf = (thing: RegisteredThing, step: EnsureThingStep): Lack => {
  const { thingTypeName } = step
  const lacking = Object.entries(stampedAttributes(step)).filter(
    ([name, value]) => thing.attributes.get(name) !== value,
  )
  const isTypeWrong = thingTypeName !== undefined && thing.thingTypeName !== thingTypeName
  if (lacking.length === 0 && !isTypeWrong) return undefined
  return { attributes: Object.fromEntries(lacking), ...(isTypeWrong ? { thingTypeName } : {}) }
}

/** A thing's billing group is set at its creation; a later plan does not move the bill. */
const billingNote = (thing: RegisteredThing, { billingGroupName }: EnsureThingStep): Pick<StepResult, 'note'> =>
  billingGroupName === undefined || thing.billingGroupName === billingGroupName
    ? {}
    : { note: `the existing thing stays in billing group ${thing.billingGroupName ?? 'none'}` }

/** Makes an existing thing what the step wants, if it is the certificate's. */
export const convergeThing = async (step: EnsureThingStep, plan: Plan, world: IotWorld): Promise<StepResult> => {
  let note: Pick<StepResult, 'note'> = {}
  const result = await changeUnlessRaced(step, world, async (thing) => {
    if (thing === undefined) throw interruptStep(step, 'the thing existed, and was gone a moment later')
    await checkThingOwner(thing, step, plan, world)
    note = billingNote(thing, step)
    return lackOf(thing, step)
  })
  return { ...result, ...note }
}
