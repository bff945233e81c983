import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { ThingGroup } from '../../registry/records.js'
import type { World } from '../../world.js'

/** @throws {ResourceNotFoundException} */
export const findThingGroup = (world: World, name: string): ThingGroup => {
  const group = world.registry.thingGroups.get(name)
  if (group === undefined) throw resourceNotFound(`thing group ${quote(name)} does not exist`)
  return group
}
