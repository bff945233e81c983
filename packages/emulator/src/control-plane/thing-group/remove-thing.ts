import type { RemoveThingFromThingGroupResponse } from '@aws-sdk/client-iot'
import { constraints } from '../../request/constraints.js'
import { requiredNameOrArn } from '../../request/named.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'
import { findThingGroup } from './find-thing-group.js'

export const removeThingFromThingGroup: Operation<RemoveThingFromThingGroupResponse> = {
  members: ['thingGroupName', 'thingGroupArn', 'thingName', 'thingArn'],
  perform: (world, input) => {
    const group = findThingGroup(world, requiredNameOrArn(world, input, 'thingGroup', constraints.thingGroupName))
    const thing = findThing(world, requiredNameOrArn(world, input, 'thing', constraints.thingName))
    world.registry.groupMembers.unlink(group.name, thing.name)
    return {}
  },
}
