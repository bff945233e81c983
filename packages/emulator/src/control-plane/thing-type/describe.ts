import type { DescribeThingTypeResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findThingType } from './find-thing-type.js'

export const describeThingType: Operation<DescribeThingTypeResponse> = {
  members: ['thingTypeName'],
  perform: (world, input) => {
    const type = findThingType(world, requiredText(input, 'thingTypeName', constraints.thingTypeName))
    return {
      thingTypeName: type.name,
      thingTypeId: type.id,
      thingTypeArn: arnOf(world.account, 'thingtype', type.name),
      thingTypeProperties: {
        ...(type.description === undefined ? {} : { thingTypeDescription: type.description }),
        searchableAttributes: [...type.searchableAttributes],
      },
      thingTypeMetadata: { deprecated: false, creationDate: new Date(type.createdAt) },
    }
  },
}
