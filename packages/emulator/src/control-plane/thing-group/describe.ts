import type { DescribeThingGroupResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { withAncestors } from '../../registry/group-ancestry.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findThingGroup } from './find-thing-group.js'

export const describeThingGroup: Operation<DescribeThingGroupResponse> = {
  members: ['thingGroupName'],
  perform: (world, input) => {
    const group = findThingGroup(world, requiredText(input, 'thingGroupName', constraints.thingGroupName))
    const ancestors = withAncestors(world.registry, group.name).slice(1).reverse()
    return {
      thingGroupName: group.name,
      thingGroupId: group.id,
      thingGroupArn: arnOf(world.account, 'thinggroup', group.name),
      version: 1,
      thingGroupProperties: {
        ...(group.description === undefined ? {} : { thingGroupDescription: group.description }),
        attributePayload: { attributes: Object.fromEntries(group.attributes) },
      },
      thingGroupMetadata: {
        ...(group.parentName === undefined ? {} : { parentGroupName: group.parentName }),
        rootToParentThingGroups: ancestors.map(({ name }) => ({
          groupName: name,
          groupArn: arnOf(world.account, 'thinggroup', name),
        })),
        creationDate: new Date(group.createdAt),
      },
    }
  },
}
