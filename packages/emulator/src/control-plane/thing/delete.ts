import type { DeleteThingResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { checkExpectedVersion } from './check-version.js'

export const deleteThing: Operation<DeleteThingResponse> = {
  members: ['thingName', 'expectedVersion'],
  perform: ({ registry }, input) => {
    const name = requiredText(input, 'thingName', constraints.thingName)
    const thing = registry.things.get(name)
    // API reference, DeleteThing: a success also for a thing that does not exist.
    if (thing === undefined) return {}
    checkExpectedVersion(thing, input)
    if (registry.thingPrincipals.rightsOf(name).length > 0) {
      throw invalidRequest(`thing ${quote(name)} is still attached to one or more principals`)
    }
    registry.groupMembers.unlinkRight(name)
    registry.things.delete(name)
    return {}
  },
}
