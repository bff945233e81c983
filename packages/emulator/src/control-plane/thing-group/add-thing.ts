import type { AddThingToThingGroupResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { invalidRequest } from '../../exception/exceptions.js'
import { rootOf } from '../../registry/group-ancestry.js'
import { constraints, quotas } from '../../request/constraints.js'
import { requiredNameOrArn } from '../../request/named.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'
import { findThingGroup } from './find-thing-group.js'

export const addThingToThingGroup: Operation<AddThingToThingGroupResponse> = {
  // There are no dynamic groups here, so that there is nothing to override.
  members: ['thingGroupName', 'thingGroupArn', 'thingName', 'thingArn', 'overrideDynamicGroups'],
  perform: (world, input) => {
    const group = findThingGroup(world, requiredNameOrArn(world, input, 'thingGroup', constraints.thingGroupName))
    const thing = findThing(world, requiredNameOrArn(world, input, 'thing', constraints.thingName))
    const { registry } = world
    if (registry.groupMembers.has(group.name, thing.name)) return {}

    const current = registry.groupMembers.leftsOf(thing.name)
    if (current.length >= quotas.thingGroupsPerThing) {
      throw invalidRequest(`thing ${quote(thing.name)} is in ${current.length} thing groups, which is the limit`)
    }
    // Developer Guide, "Static thing groups": a thing is in at most one group of a hierarchy.
    const root = rootOf(registry, group.name)
    const relative = current.find((name) => rootOf(registry, name) === root)
    if (relative !== undefined) {
      throw invalidRequest(
        `thing ${quote(thing.name)} is in ${quote(relative)}, which is in one hierarchy with ${quote(group.name)}`,
      )
    }
    registry.groupMembers.link(group.name, thing.name, true)
    return {}
  },
}
