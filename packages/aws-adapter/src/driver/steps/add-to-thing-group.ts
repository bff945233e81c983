import { AddThingToThingGroupCommand } from '@aws-sdk/client-iot'
import type { AddToThingGroupStep, EnsureThingGroupStep, Step } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { failStep } from '../step-failure.js'
import { createThingGroup } from './ensure-thing-group.js'

const ensures =
  (thingGroupName: string) =>
  (step: Step): step is EnsureThingGroupStep =>
    step.kind === 'ensure-thing-group' && step.thingGroupName === thingGroupName

/** The thing is a member of the group. A group that was assumed to exist and does not is created on the way. */
export const performAddToThingGroup: Perform<AddToThingGroupStep> = async (step, { plan }, world) => {
  const { thingName, thingGroupName } = step
  const add = (): Promise<unknown> => world.client.send(new AddThingToThingGroupCommand({ thingName, thingGroupName }))

  const first = await attempt('AddThingToThingGroup', add())
  if (first.ok) return { outcome: 'done' }
  if (first.failure.kind === 'already-done') return { outcome: 'already-done' }
  const ensuring = plan.steps.find(ensures(thingGroupName))
  if (first.failure.kind !== 'missing-prerequisite' || ensuring === undefined) throw failStep(step, first.failure)

  await createThingGroup(ensuring, world)
  const second = await attempt('AddThingToThingGroup', add())
  if (!second.ok) throw failStep(step, second.failure)
  return { outcome: 'done', repaired: [ensuring.id] }
}
