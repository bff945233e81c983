import { detach } from '../../detachment/detach.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'
import { requestedTarget } from './find-target.js'

export const detachPolicy: Operation = {
  members: ['policyName', 'target'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    const target = requestedTarget(world, input)
    detach(world, 'policy', policy.name, target.arn)
    return {}
  },
}
