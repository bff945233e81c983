import type { EnsureThingStep, Plan, StepResult } from '@thingplan/core'
import type { IotWorld } from '../iot-world.js'
import { interruptStep } from '../step-failure.js'
import { checkThingOwner } from './check-thing-owner.js'
import { stampedAttributes } from './owner-stamp.js'
import { type RegisteredThing, readThing } from './read-thing.js'
import { updateThing } from './update-thing.js'

/** How often a thing that others change at the same time is read again. */
const rounds = 3

/** The attributes that the thing lacks or has with another value; what it has beside them stays. */
const lackingAttributes = (thing: RegisteredThing, step: EnsureThingStep): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(stampedAttributes(step)).filter(([name, value]) => thing.attributes.get(name) !== value),
  )

/** A thing's billing group is set at its creation; a later plan does not move the bill. */
const billingNote = (thing: RegisteredThing, { billingGroupName }: EnsureThingStep): Partial<StepResult> =>
  billingGroupName === undefined || thing.billingGroupName === billingGroupName
    ? {}
    : { note: `the existing thing stays in billing group ${thing.billingGroupName ?? 'none'}` }

/** Makes an existing thing what the step wants, if it is the certificate's. */
export const convergeThing = async (step: EnsureThingStep, plan: Plan, world: IotWorld): Promise<StepResult> => {
  const { thingName, thingTypeName } = step
  for (let round = 0; round < rounds; round += 1) {
    const thing = await readThing(thingName, step, world)
    if (thing === undefined) throw interruptStep(step, 'the thing existed, and was gone a moment later')
    await checkThingOwner(thing, step, plan, world)

    const attributes = lackingAttributes(thing, step)
    const isTypeWrong = thingTypeName !== undefined && thing.thingTypeName !== thingTypeName
    const note = billingNote(thing, step)
    if (Object.keys(attributes).length === 0 && !isTypeWrong) return { outcome: 'already-done', ...note }
    const change = { thingName, attributes, expectedVersion: thing.version, ...(isTypeWrong ? { thingTypeName } : {}) }
    if ((await updateThing(change, step, world)) === 'done') return { outcome: 'done', ...note }
  }
  throw interruptStep(step, 'others keep changing the thing')
}
