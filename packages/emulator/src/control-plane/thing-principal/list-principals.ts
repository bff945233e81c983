import type { ListThingPrincipalsResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'

export const listThingPrincipals: Operation<ListThingPrincipalsResponse> = {
  members: ['thingName', 'nextToken', 'maxResults'],
  perform: (world, input) => {
    const thing = findThing(world, requiredText(input, 'thingName', constraints.thingName))
    const { items, next } = registryPage(input, world.registry.thingPrincipals.rightsOf(thing.name))
    return {
      principals: items.map((id) => arnOf(world.account, 'cert', id)),
      ...(next === undefined ? {} : { nextToken: next }),
    }
  },
}
