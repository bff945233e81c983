import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { BillingGroup } from '../../registry/records.js'
import type { World } from '../../world.js'

/** @throws {ResourceNotFoundException} */
export const findBillingGroup = (world: World, name: string): BillingGroup => {
  const group = world.registry.billingGroups.get(name)
  if (group === undefined) throw resourceNotFound(`billing group ${quote(name)} does not exist`)
  return group
}
