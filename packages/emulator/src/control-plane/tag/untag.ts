import { requestedTagKeys } from '../../request/tags.js'
import type { Operation } from '../operation.js'
import { requestedResource } from './find-tagged.js'

export const untagResource: Operation = {
  members: ['resourceArn', 'tagKeys'],
  perform: (world, input) => {
    const keys = requestedTagKeys(input)
    const { arn, tags } = requestedResource(world, input)
    world.registry.tags.set(arn, new Map([...tags].filter(([key]) => !keys.includes(key))))
    return {}
  },
}
