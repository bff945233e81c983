import { quote } from '@thingplan/core'
import { keepAttached } from '../../detachment/detach.js'
import { limitExceeded } from '../../exception/exceptions.js'
import { quotas } from '../../request/constraints.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'
import { requestedTarget } from './find-target.js'

export const attachPolicy: Operation = {
  members: ['policyName', 'target'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    const target = requestedTarget(world, input)
    const { policyTargets } = world.registry
    keepAttached(world, 'policy', policy.name, target.arn)
    if (policyTargets.has(policy.name, target.arn)) return {}

    const limit = target.kind === 'certificate' ? quotas.policiesPerCertificate : quotas.policiesPerThingGroup
    if (policyTargets.leftsOf(target.arn).length >= limit) {
      throw limitExceeded(`${quote(target.arn)} has ${limit} policies, which is the limit`)
    }
    policyTargets.link(policy.name, target.arn, true)
    return {}
  },
}
