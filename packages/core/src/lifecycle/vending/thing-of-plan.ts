import type { Plan } from '../../plan/plan.js'
import type { EnsureThingStep } from '../../plan/step/ensure-thing.js'
import type { Step } from '../../plan/step/step.js'
import type { DeviceThing } from '../device-store/device-record.js'

export const isEnsureThing = (step: Step): step is EnsureThingStep => step.kind === 'ensure-thing'

/** The thing that a plan makes, with the policies that it attaches. */
export const thingOfPlan = ({ steps }: Plan): DeviceThing | undefined => {
  const ensured = steps.find(isEnsureThing)
  if (ensured === undefined) return undefined
  const { thingName, ownership } = ensured
  const policyNames = steps.flatMap((step) => (step.kind === 'attach-policy' ? [step.policyName] : []))
  return { thingName, ownership, policyNames }
}
