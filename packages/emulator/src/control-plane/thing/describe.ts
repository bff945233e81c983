import type { DescribeThingResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findThing } from './find-thing.js'

export const describeThing: Operation<DescribeThingResponse> = {
  members: ['thingName'],
  perform: (world, input) => {
    const thing = findThing(world, requiredText(input, 'thingName', constraints.thingName))
    return {
      defaultClientId: thing.name,
      thingName: thing.name,
      thingId: thing.id,
      thingArn: arnOf(world.account, 'thing', thing.name),
      ...(thing.typeName === undefined ? {} : { thingTypeName: thing.typeName }),
      attributes: Object.fromEntries(thing.attributes),
      version: thing.version,
      ...(thing.billingGroupName === undefined ? {} : { billingGroupName: thing.billingGroupName }),
    }
  },
}
