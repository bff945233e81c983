import { quote } from '@thingplan/core'
import { arnOf, nameInArn } from '../../arn.js'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import { findCertificate } from '../certificate/find-certificate.js'
import { findThingGroup } from '../thing-group/find-thing-group.js'

export interface PolicyTarget {
  readonly kind: 'certificate' | 'thing-group'
  readonly name: string
  readonly arn: string
}

/** The certificate or thing group that `target` of a request names by its ARN; Cognito identities are not emulated. */
export const requestedTarget = (world: World, input: Input): PolicyTarget => {
  const arn = requiredText(input, 'target', constraints.arn)
  const certificateId = nameInArn(world.account, 'cert', arn)
  if (certificateId !== undefined) {
    return { kind: 'certificate', name: findCertificate(world, certificateId).id, arn }
  }
  const groupName = nameInArn(world.account, 'thinggroup', arn)
  if (groupName !== undefined) {
    return { kind: 'thing-group', name: findThingGroup(world, groupName).name, arn }
  }
  const forms = [arnOf(world.account, 'cert', '<id>'), arnOf(world.account, 'thinggroup', '<name>')]
  throw invalidRequest(`target ${quote(arn)} must have the form ${forms.join(' or ')}`)
}
