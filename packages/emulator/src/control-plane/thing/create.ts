import type { CreateThingResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { resourceAlreadyExists } from '../../exception/exceptions.js'
import { identifierOf } from '../../identifier.js'
import type { Thing } from '../../registry/records.js'
import {
  checkAttributeCount,
  optionalAttributePayload,
  sameAttributes,
  withoutEmptyValues,
} from '../../request/attributes.js'
import { constraints, quotas } from '../../request/constraints.js'
import { optionalText, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import { findBillingGroup } from '../billing-group/find-billing-group.js'
import type { Operation } from '../operation.js'
import { findThingType } from '../thing-type/find-thing-type.js'

export const createThing: Operation<CreateThingResponse> = {
  members: ['thingName', 'thingTypeName', 'attributePayload', 'billingGroupName'],
  perform: (world, input) => {
    const name = requiredText(input, 'thingName', constraints.thingName)
    const typeName = optionalText(input, 'thingTypeName', constraints.thingTypeName)
    const billingGroupName = optionalText(input, 'billingGroupName', constraints.billingGroupName)
    const attributes = withoutEmptyValues(optionalAttributePayload(input)?.attributes ?? new Map())
    if (typeName !== undefined) findThingType(world, typeName)
    if (billingGroupName !== undefined) findBillingGroup(world, billingGroupName)
    checkAttributeCount(
      attributes.size,
      typeName === undefined ? quotas.attributesWithoutType : world.createThingAttributeLimit,
      `new thing ${quote(name)}`,
    )

    const existing = world.registry.things.get(name)
    if (existing !== undefined) {
      // API reference, CreateThing: the same configuration again is a success, another is a conflict.
      const same =
        existing.typeName === typeName &&
        existing.billingGroupName === billingGroupName &&
        sameAttributes(existing.attributes, attributes)
      if (same) return answer(world, existing)
      throw resourceAlreadyExists(
        `thing ${quote(name)} already exists with another configuration`,
        name,
        arnOf(world.account, 'thing', name),
      )
    }

    const id = identifierOf('thing', world.account.id, world.account.region, name, String(world.clock().getTime()))
    const thing: Thing = { name, id, typeName, attributes, billingGroupName, version: 1 }
    world.registry.things.set(name, thing)
    return answer(world, thing)
  },
}

const answer = (world: World, thing: Thing): CreateThingResponse => ({
  thingName: thing.name,
  thingArn: arnOf(world.account, 'thing', thing.name),
  thingId: thing.id,
})
