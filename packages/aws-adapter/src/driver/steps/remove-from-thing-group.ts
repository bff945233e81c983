import { RemoveThingFromThingGroupCommand } from '@aws-sdk/client-iot'
import type { RemoveFromThingGroupStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'

/** The thing is no member of the group. Where there is no such thing or no such group, it is none already. */
export const performRemoveFromThingGroup: Perform<RemoveFromThingGroupStep> = async (step, _context, { client }) => {
  const { thingName, thingGroupName } = step
  const removed = await attempt(
    'RemoveThingFromThingGroup',
    client.send(new RemoveThingFromThingGroupCommand({ thingName, thingGroupName })),
  )
  return resultOfCall(step, removed)
}
