import type { AddThingToBillingGroupResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { requiredNameOrArn } from '../../request/named.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'
import { findBillingGroup } from './find-billing-group.js'

export const addThingToBillingGroup: Operation<AddThingToBillingGroupResponse> = {
  members: ['billingGroupName', 'billingGroupArn', 'thingName', 'thingArn'],
  perform: (world, input) => {
    const groupName = requiredNameOrArn(world, input, 'billingGroup', constraints.billingGroupName)
    const thing = findThing(world, requiredNameOrArn(world, input, 'thing', constraints.thingName))
    findBillingGroup(world, groupName)
    // A thing has one billing group. What AWS does with a second one is not documented: refused, not guessed.
    if (thing.billingGroupName !== undefined && thing.billingGroupName !== groupName) {
      throw invalidRequest(`thing ${quote(thing.name)} is in billing group ${quote(thing.billingGroupName)}`)
    }
    world.registry.things.set(thing.name, { ...thing, billingGroupName: groupName })
    return {}
  },
}
