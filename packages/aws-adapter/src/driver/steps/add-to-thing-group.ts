import { AddThingToThingGroupCommand } from '@aws-sdk/client-iot'
import type { AddToThingGroupStep, EnsureThingGroupStep, Step } from '@thingplan/core'
import { callAssuming } from '../call-assuming.js'
import type { Perform } from '../iot-world.js'
import { createThingGroup } from './ensure-thing-group.js'

/** The thing is a member of the group. A group that was assumed to exist and does not is created on the way. */
export const performAddToThingGroup: Perform<AddToThingGroupStep> = (step, { plan }, world) => {
  const { thingName, thingGroupName } = step
  return callAssuming(step, plan, {
    operation: 'AddThingToThingGroup',
    send: () => world.client.send(new AddThingToThingGroupCommand({ thingName, thingGroupName })),
    isAssumed: (other: Step): other is EnsureThingGroupStep =>
      other.kind === 'ensure-thing-group' && other.thingGroupName === thingGroupName,
    ensure: (ensuring) => createThingGroup(ensuring, world),
  })
}
