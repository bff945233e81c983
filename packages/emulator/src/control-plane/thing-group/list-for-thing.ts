import type { ListThingGroupsForThingResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'

export const listThingGroupsForThing: Operation<ListThingGroupsForThingResponse> = {
  members: ['thingName', 'nextToken', 'maxResults'],
  perform: (world, input) => {
    const thing = findThing(world, requiredText(input, 'thingName', constraints.thingName))
    const { items, next } = registryPage(input, world.registry.groupMembers.leftsOf(thing.name))
    return {
      thingGroups: items.map((name) => ({ groupName: name, groupArn: arnOf(world.account, 'thinggroup', name) })),
      ...(next === undefined ? {} : { nextToken: next }),
    }
  },
}
