import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'
import { requestedVersion } from './find-version.js'

export const setDefaultPolicyVersion: Operation = {
  members: ['policyName', 'policyVersionId'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    const { id } = requestedVersion(policy, input)
    world.registry.policies.set(policy.name, { ...policy, defaultVersionId: id, modifiedAt: world.clock() })
    return {}
  },
}
