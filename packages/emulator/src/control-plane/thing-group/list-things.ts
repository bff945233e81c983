import type { ListThingsInThingGroupResponse } from '@aws-sdk/client-iot'
import { withAncestors } from '../../registry/group-ancestry.js'
import { constraints } from '../../request/constraints.js'
import { optionalFlag, requiredText } from '../../request/input.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { findThingGroup } from './find-thing-group.js'

export const listThingsInThingGroup: Operation<ListThingsInThingGroupResponse> = {
  members: ['thingGroupName', 'recursive', 'nextToken', 'maxResults'],
  perform: (world, input) => {
    const { registry } = world
    const group = findThingGroup(world, requiredText(input, 'thingGroupName', constraints.thingGroupName))
    const groups = optionalFlag(input, 'recursive')
      ? [...registry.thingGroups.keys()].filter((name) => withAncestors(registry, name).includes(group))
      : [group.name]
    const { items, next } = registryPage(
      input,
      groups.flatMap((name) => registry.groupMembers.rightsOf(name)),
    )
    return { things: [...items], ...(next === undefined ? {} : { nextToken: next }) }
  },
}
