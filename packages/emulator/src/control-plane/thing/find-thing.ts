import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { Thing } from '../../registry/records.js'
import type { World } from '../../world.js'

/** @throws {ResourceNotFoundException} */
export const findThing = (world: World, name: string): Thing => {
  const thing = world.registry.things.get(name)
  if (thing === undefined) throw resourceNotFound(`thing ${quote(name)} does not exist`)
  return thing
}
