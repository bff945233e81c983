import type { ListAttachedPoliciesResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { withAncestors } from '../../registry/group-ancestry.js'
import { optionalFlag } from '../../request/input.js'
import { securityPage } from '../../request/page.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'
import { type PolicyTarget, requestedTarget } from './find-target.js'

export const listAttachedPolicies: Operation<ListAttachedPoliciesResponse> = {
  members: ['target', 'recursive', 'marker', 'pageSize'],
  perform: (world, input) => {
    const target = requestedTarget(world, input)
    const arns = optionalFlag(input, 'recursive') ? withInherited(world, target) : [target.arn]
    const names = new Set(arns.flatMap((arn) => world.registry.policyTargets.leftsOf(arn)))
    const { items, next } = securityPage(input, [...names])
    return {
      policies: items.map((name) => ({ policyName: name, policyArn: arnOf(world.account, 'policy', name) })),
      ...(next === undefined ? {} : { nextMarker: next }),
    }
  },
}

/** A group inherits the policies of its ancestors; a certificate stands alone. */
const withInherited = (world: World, target: PolicyTarget): readonly string[] =>
  target.kind === 'certificate'
    ? [target.arn]
    : withAncestors(world.registry, target.name).map(({ name }) => arnOf(world.account, 'thinggroup', name))
