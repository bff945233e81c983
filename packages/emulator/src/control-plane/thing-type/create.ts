import type { CreateThingTypeResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { invalidRequest, resourceAlreadyExists } from '../../exception/exceptions.js'
import { identifierOf } from '../../identifier.js'
import type { ThingType } from '../../registry/records.js'
import { constraints, quotas } from '../../request/constraints.js'
import {
  checkText,
  type Input,
  optionalList,
  optionalStructure,
  optionalText,
  requiredText,
} from '../../request/input.js'
import { refuseUnknownMembers } from '../../request/members.js'
import { requestedTags } from '../../request/tags.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'

export const createThingType: Operation<CreateThingTypeResponse> = {
  members: ['thingTypeName', 'thingTypeProperties', 'tags'],
  perform: (world, input) => {
    const name = requiredText(input, 'thingTypeName', constraints.thingTypeName)
    const properties = optionalStructure(input, 'thingTypeProperties') ?? {}
    refuseUnknownMembers('CreateThingType', properties, ['thingTypeDescription', 'searchableAttributes'])
    const description = optionalText(properties, 'thingTypeDescription', constraints.description)
    const searchableAttributes = searchableAttributesOf(properties)
    const tags = requestedTags(input)

    const existing = world.registry.thingTypes.get(name)
    if (existing !== undefined) {
      const same =
        existing.description === description &&
        existing.searchableAttributes.length === searchableAttributes.length &&
        existing.searchableAttributes.every((attribute) => searchableAttributes.includes(attribute))
      if (same) return answer(world, existing)
      throw resourceAlreadyExists(
        `thing type ${quote(name)} already exists with another configuration`,
        name,
        arnOf(world.account, 'thingtype', name),
      )
    }

    const createdAt = world.clock()
    const id = identifierOf('thingtype', world.account.id, world.account.region, name)
    const type: ThingType = { name, id, description, searchableAttributes, createdAt }
    world.registry.tags.set(arnOf(world.account, 'thingtype', name), tags)
    world.registry.thingTypes.set(name, type)
    return answer(world, type)
  },
}

const searchableAttributesOf = (properties: Input): readonly string[] => {
  const attributes = (optionalList(properties, 'searchableAttributes') ?? []).map((attribute) =>
    checkText('searchable attribute', attribute, constraints.attributeName),
  )
  if (attributes.length > quotas.searchableAttributes) {
    throw invalidRequest(`a thing type may have at most ${quotas.searchableAttributes} searchable attributes`)
  }
  return attributes
}

const answer = (world: World, type: ThingType): CreateThingTypeResponse => ({
  thingTypeName: type.name,
  thingTypeArn: arnOf(world.account, 'thingtype', type.name),
  thingTypeId: type.id,
})
