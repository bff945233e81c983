import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { Policy } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'

/** The policy that `policyName` of a request names. */
export const requestedPolicy = (world: World, input: Input): Policy => {
  const name = requiredText(input, 'policyName', constraints.policyName)
  const policy = world.registry.policies.get(name)
  if (policy === undefined) throw resourceNotFound(`policy ${quote(name)} does not exist`)
  return policy
}
