import type { CreateBillingGroupResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { resourceAlreadyExists } from '../../exception/exceptions.js'
import { identifierOf } from '../../identifier.js'
import type { BillingGroup } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { optionalStructure, optionalText, requiredText } from '../../request/input.js'
import { requestedTags } from '../../request/tags.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'

export const createBillingGroup: Operation<CreateBillingGroupResponse> = {
  members: ['billingGroupName', 'billingGroupProperties', 'tags'],
  perform: (world, input) => {
    const name = requiredText(input, 'billingGroupName', constraints.billingGroupName)
    const properties = optionalStructure(input, 'billingGroupProperties') ?? {}
    const description = optionalText(properties, 'billingGroupDescription', constraints.description)
    const tags = requestedTags(input)

    const existing = world.registry.billingGroups.get(name)
    if (existing !== undefined) {
      if (existing.description === description) return answer(world, existing)
      throw resourceAlreadyExists(
        `billing group ${quote(name)} already exists with another configuration`,
        name,
        arnOf(world.account, 'billinggroup', name),
      )
    }

    const id = identifierOf('billinggroup', world.account.id, world.account.region, name)
    const group: BillingGroup = { name, id, description, createdAt: world.clock() }
    world.registry.tags.set(arnOf(world.account, 'billinggroup', name), tags)
    world.registry.billingGroups.set(name, group)
    return answer(world, group)
  },
}

const answer = (world: World, group: BillingGroup): CreateBillingGroupResponse => ({
  billingGroupName: group.name,
  billingGroupArn: arnOf(world.account, 'billinggroup', group.name),
  billingGroupId: group.id,
})
