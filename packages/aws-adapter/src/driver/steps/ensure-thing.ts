import type {
  EnsureBillingGroupStep,
  EnsureThingStep,
  EnsureThingTypeStep,
  Plan,
  Step,
  StepResult,
} from '@thingplan/core'
import type { IotWorld, Perform } from '../iot-world.js'
import { failStep } from '../step-failure.js'
import { checkPrincipals } from '../things/check-thing-owner.js'
import { convergeThing } from '../things/converge-thing.js'
import { createThing, type ThingCreation } from '../things/create-thing.js'
import { updateThing } from '../things/update-thing.js'
import { createBillingGroup } from './ensure-billing-group.js'
import { createThingType } from './ensure-thing-type.js'

type AssumedStep = EnsureThingTypeStep | EnsureBillingGroupStep

/** The steps of the plan that make what the thing needs, and were only assumed. */
const assumedSteps = ({ thingTypeName, billingGroupName }: EnsureThingStep, plan: Plan): readonly AssumedStep[] => {
  const isNeeded = (step: Step): step is AssumedStep => {
    if (step.kind === 'ensure-thing-type') return step.thingTypeName === thingTypeName
    return step.kind === 'ensure-billing-group' && step.billingGroupName === billingGroupName
  }
  return plan.steps.filter(isNeeded)
}

/** CreateThing does not say which of the two it has not found, so both are made sure of. */
const repair = async (assumed: readonly AssumedStep[], world: IotWorld): Promise<void> => {
  await Promise.all(
    assumed.map((step) =>
      step.kind === 'ensure-thing-type' ? createThingType(step, world) : createBillingGroup(step, world),
    ),
  )
}

/** Adds what did not fit into the creation. A thing that is not new any more is looked at first. */
const complete = async (
  step: EnsureThingStep,
  { remaining }: ThingCreation,
  plan: Plan,
  world: IotWorld,
): Promise<void> => {
  if (Object.keys(remaining).length === 0) return
  const change = { thingName: step.thingName, attributes: remaining, expectedVersion: 1 }
  // The thing was made with its type.
  if ((await updateThing(change, step, world)) === 'raced') await convergeThing(step, plan, world, async () => {})
}

/**
 * The thing exists, belongs to the certificate, and has its attributes.
 *
 * CreateThing succeeds for a name that exists with the same configuration, the stamp included: then it is ours. Any other
 * thing of that name shows up as its conflict, at no extra call.
 */
export const performEnsureThing: Perform<EnsureThingStep> = async (step, { plan }, world): Promise<StepResult> => {
  const assumed = assumedSteps(step, plan)
  const repaired: string[] = []
  const makeSure = async (steps: readonly AssumedStep[]): Promise<void> => {
    await repair(steps, world)
    repaired.push(...steps.map(({ id }) => id))
  }
  const result = (made: StepResult): StepResult => (repaired.length === 0 ? made : { ...made, repaired })

  let creation = await createThing(step, plan, world)
  if (!creation.created.ok && creation.created.failure.kind === 'missing-prerequisite' && assumed.length > 0) {
    await makeSure(assumed)
    creation = await createThing(step, plan, world)
  }
  if (creation.created.ok) {
    if (step.ownership === 'principals') await checkPrincipals(step, plan, world)
    await complete(step, creation, plan, world)
    return result({ outcome: 'done' })
  }
  if (creation.created.failure.kind !== 'conflict') throw failStep(step, creation.created.failure)
  // AWS may tell of the existing thing before it looks for the type.
  const ensureType = (): Promise<void> =>
    makeSure(assumed.filter(({ id, kind }) => kind === 'ensure-thing-type' && !repaired.includes(id)))
  return result(await convergeThing(step, plan, world, ensureType))
}
