import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { ThingType } from '../../registry/records.js'
import type { World } from '../../world.js'

/** @throws {ResourceNotFoundException} */
export const findThingType = (world: World, name: string): ThingType => {
  const type = world.registry.thingTypes.get(name)
  if (type === undefined) throw resourceNotFound(`thing type ${quote(name)} does not exist`)
  return type
}
