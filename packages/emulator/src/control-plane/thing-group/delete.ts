import type { DeleteThingGroupResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'

export const deleteThingGroup: Operation<DeleteThingGroupResponse> = {
  members: ['thingGroupName'],
  perform: ({ account, registry }, input) => {
    const name = requiredText(input, 'thingGroupName', constraints.thingGroupName)
    for (const { name: child, parentName } of registry.thingGroups.values()) {
      if (parentName === name) throw invalidRequest(`thing group ${quote(name)} still has the group ${quote(child)}`)
    }
    const arn = arnOf(account, 'thinggroup', name)
    registry.groupMembers.unlinkLeft(name)
    registry.policyTargets.unlinkRight(arn)
    registry.tags.delete(arn)
    registry.thingGroups.delete(name)
    return {}
  },
}
