import type { EnsureThingStep, Plan } from '@thingplan/core'
import type { IotWorld } from '../iot-world.js'
import { refuseStep } from '../step-failure.js'
import { ownerAttribute } from './owner-stamp.js'
import type { RegisteredThing } from './read-thing.js'
import { attachedToAnother, listThingPrincipals } from './thing-principals.js'

/** The certificates that may be attached to the thing: its owner, and whom the plan takes it from. */
const expectedPrincipals = ({ thingName, certificateId }: EnsureThingStep, plan: Plan): readonly string[] => [
  certificateId,
  ...plan.steps.flatMap((step) =>
    step.kind === 'set-thing-owner' && step.thingName === thingName && step.to === certificateId ? [step.from] : [],
  ),
]

/**
 * Refuses a thing that others are attached to.
 *
 * @returns whether anybody expected is attached, or nobody at all
 */
export const checkPrincipals = async (
  step: EnsureThingStep,
  plan: Plan,
  world: IotWorld,
): Promise<'expected' | 'nobody'> => {
  const expected = expectedPrincipals(step, plan)
  const principals = await listThingPrincipals(step, world)
  const stranger = principals.find((principal) => !expected.includes(principal))
  if (stranger !== undefined) throw attachedToAnother(step, stranger)
  return principals.length > 0 ? 'expected' : 'nobody'
}

const refuseOwnerless = (step: EnsureThingStep): void => {
  if (step.adopt) return
  throw refuseStep(step, 'thing-owned-by-another', 'the thing exists and shows no owner', {
    remedy: 'let the registration `adopt` such things, or give the device another name',
  })
}

/** Refuses an existing thing, unless it is the step's certificate's, nobody's and to be adopted, or anybody's. */
export const checkThingOwner = async (
  thing: RegisteredThing,
  step: EnsureThingStep,
  plan: Plan,
  world: IotWorld,
): Promise<void> => {
  if (step.ownership === 'off') return
  if (step.ownership === 'principals') {
    if ((await checkPrincipals(step, plan, world)) === 'nobody') refuseOwnerless(step)
    return
  }
  const stamp = thing.attributes.get(ownerAttribute)
  if (stamp === step.certificateId) return
  if (stamp === undefined) {
    refuseOwnerless(step)
    // Adoption is for things without any owner: an attached certificate owns it too, stamped or not.
    await checkPrincipals(step, plan, world)
    return
  }
  throw refuseStep(step, 'thing-owned-by-another', 'the thing belongs to another certificate', {
    owner: stamp,
    remedy: 'let `onIdentityConflict` replace the owner, or give the device another name',
  })
}
