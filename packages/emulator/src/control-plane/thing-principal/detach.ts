import type { DetachThingPrincipalResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { detach } from '../../detachment/detach.js'
import { resourceNotFound } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'
import { requestedPrincipal } from './find-principal.js'

export const detachThingPrincipal: Operation<DetachThingPrincipalResponse> = {
  members: ['thingName', 'principal'],
  perform: (world, input) => {
    const thing = findThing(world, requiredText(input, 'thingName', constraints.thingName))
    const { id } = requestedPrincipal(world, input)
    if (!detach(world, 'principal', thing.name, id)) {
      throw resourceNotFound(`certificate ${id} is not attached to thing ${quote(thing.name)}`)
    }
    return {}
  },
}
