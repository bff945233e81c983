import { quote } from '@thingplan/core'
import { deleteConflict } from '../../exception/exceptions.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'

export const deletePolicy: Operation = {
  members: ['policyName'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    if (world.registry.policyTargets.rightsOf(policy.name).length > 0) {
      throw deleteConflict(`policy ${quote(policy.name)} is still attached`)
    }
    if (policy.versions.length > 1) throw deleteConflict(`policy ${quote(policy.name)} has versions beside its default`)
    world.registry.policies.delete(policy.name)
    return {}
  },
}
