import type { CreateThingGroupResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { invalidRequest, resourceAlreadyExists } from '../../exception/exceptions.js'
import { identifierOf } from '../../identifier.js'
import { withAncestors } from '../../registry/group-ancestry.js'
import type { ThingGroup } from '../../registry/records.js'
import {
  checkAttributeCount,
  optionalAttributePayload,
  sameAttributes,
  withoutEmptyValues,
} from '../../request/attributes.js'
import { constraints, quotas } from '../../request/constraints.js'
import { optionalStructure, optionalText, requiredText } from '../../request/input.js'
import { requestedTags } from '../../request/tags.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'

export const createThingGroup: Operation<CreateThingGroupResponse> = {
  members: ['thingGroupName', 'parentGroupName', 'thingGroupProperties', 'tags'],
  perform: (world, input) => {
    const name = requiredText(input, 'thingGroupName', constraints.thingGroupName)
    const parentName = optionalText(input, 'parentGroupName', constraints.thingGroupName)
    const tags = requestedTags(input)
    const properties = optionalStructure(input, 'thingGroupProperties') ?? {}
    const description = optionalText(properties, 'thingGroupDescription', constraints.description)
    const attributes = withoutEmptyValues(optionalAttributePayload(properties)?.attributes ?? new Map())
    checkAttributeCount(attributes.size, quotas.attributesPerThingGroup, `thing group ${quote(name)}`)

    const existing = world.registry.thingGroups.get(name)
    if (existing !== undefined) {
      const same =
        existing.parentName === parentName &&
        existing.description === description &&
        sameAttributes(existing.attributes, attributes)
      if (same) return answer(world, existing)
      throw resourceAlreadyExists(
        `thing group ${quote(name)} already exists with another configuration`,
        name,
        arnOf(world.account, 'thinggroup', name),
      )
    }
    if (parentName !== undefined) checkParent(world, parentName)

    const id = identifierOf('thinggroup', world.account.id, world.account.region, name)
    const group: ThingGroup = { name, id, parentName, description, attributes, createdAt: world.clock() }
    world.registry.tags.set(arnOf(world.account, 'thinggroup', name), tags)
    world.registry.thingGroups.set(name, group)
    return answer(world, group)
  },
}

// CreateThingGroup documents no ResourceNotFoundException, which leaves InvalidRequestException.
const checkParent = (world: World, parentName: string): void => {
  const line = withAncestors(world.registry, parentName)
  if (line.length === 0) throw invalidRequest(`parent group ${quote(parentName)} does not exist`)
  if (line.length >= quotas.thingGroupDepth) {
    throw invalidRequest(`a hierarchy of thing groups may be at most ${quotas.thingGroupDepth} deep`)
  }
}

const answer = (world: World, group: ThingGroup): CreateThingGroupResponse => ({
  thingGroupName: group.name,
  thingGroupArn: arnOf(world.account, 'thinggroup', group.name),
  thingGroupId: group.id,
})
