import type { UpdateThingResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { invalidRequest } from '../../exception/exceptions.js'
import type { Attributes } from '../../registry/records.js'
import {
  type AttributePayload,
  checkAttributeCount,
  optionalAttributePayload,
  withoutEmptyValues,
} from '../../request/attributes.js'
import { constraints, quotas } from '../../request/constraints.js'
import { optionalFlag, optionalText, requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findThingType } from '../thing-type/find-thing-type.js'
import { checkExpectedVersion } from './check-version.js'
import { findThing } from './find-thing.js'

export const updateThing: Operation<UpdateThingResponse> = {
  members: ['thingName', 'thingTypeName', 'attributePayload', 'expectedVersion', 'removeThingType'],
  perform: (world, input) => {
    const name = requiredText(input, 'thingName', constraints.thingName)
    const newTypeName = optionalText(input, 'thingTypeName', constraints.thingTypeName)
    const removeType = optionalFlag(input, 'removeThingType')
    const payload = optionalAttributePayload(input)
    if (removeType && newTypeName !== undefined) {
      throw invalidRequest('thingTypeName and removeThingType exclude each other')
    }
    const thing = findThing(world, name)
    if (newTypeName !== undefined) findThingType(world, newTypeName)
    checkExpectedVersion(thing, input)

    const typeName = removeType ? undefined : (newTypeName ?? thing.typeName)
    const attributes = applied(payload, thing.attributes)
    checkAttributeCount(
      attributes.size,
      typeName === undefined ? quotas.attributesWithoutType : quotas.attributesWithType,
      `thing ${quote(name)}`,
    )
    world.registry.things.set(name, { ...thing, typeName, attributes, version: thing.version + 1 })
    return {}
  },
}

const applied = (payload: AttributePayload | undefined, current: Attributes): Attributes => {
  if (payload === undefined) return current
  return withoutEmptyValues(payload.merge ? new Map([...current, ...payload.attributes]) : payload.attributes)
}
