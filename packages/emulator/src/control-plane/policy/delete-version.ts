import { quote } from '@thingplan/core'
import { deleteConflict } from '../../exception/exceptions.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'
import { requestedVersion } from './find-version.js'

export const deletePolicyVersion: Operation = {
  members: ['policyName', 'policyVersionId'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    const { id } = requestedVersion(policy, input)
    if (id === policy.defaultVersionId) {
      throw deleteConflict(`version ${id} of policy ${quote(policy.name)} is its default`)
    }
    const versions = policy.versions.filter((version) => version.id !== id)
    world.registry.policies.set(policy.name, { ...policy, versions, modifiedAt: world.clock() })
    return {}
  },
}
