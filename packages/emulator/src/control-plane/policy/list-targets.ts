import type { ListTargetsForPolicyResponse } from '@aws-sdk/client-iot'
import { securityPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'

export const listTargetsForPolicy: Operation<ListTargetsForPolicyResponse> = {
  members: ['policyName', 'marker', 'pageSize'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    const { items, next } = securityPage(input, world.registry.policyTargets.rightsOf(policy.name))
    return { targets: [...items], ...(next === undefined ? {} : { nextMarker: next }) }
  },
}
