import type { DescribeBillingGroupResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findBillingGroup } from './find-billing-group.js'

export const describeBillingGroup: Operation<DescribeBillingGroupResponse> = {
  members: ['billingGroupName'],
  perform: (world, input) => {
    const group = findBillingGroup(world, requiredText(input, 'billingGroupName', constraints.billingGroupName))
    return {
      billingGroupName: group.name,
      billingGroupId: group.id,
      billingGroupArn: arnOf(world.account, 'billinggroup', group.name),
      version: 1,
      billingGroupProperties: group.description === undefined ? {} : { billingGroupDescription: group.description },
      billingGroupMetadata: { creationDate: new Date(group.createdAt) },
    }
  },
}
