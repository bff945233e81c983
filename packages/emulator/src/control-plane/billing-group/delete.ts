import type { DeleteBillingGroupResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'

export const deleteBillingGroup: Operation<DeleteBillingGroupResponse> = {
  members: ['billingGroupName'],
  perform: ({ account, registry }, input) => {
    const name = requiredText(input, 'billingGroupName', constraints.billingGroupName)
    for (const { name: thing, billingGroupName } of registry.things.values()) {
      if (billingGroupName === name) {
        throw invalidRequest(`billing group ${quote(name)} still has the thing ${quote(thing)}`)
      }
    }
    registry.tags.delete(arnOf(account, 'billinggroup', name))
    registry.billingGroups.delete(name)
    return {}
  },
}
