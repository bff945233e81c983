import { checkTagCount, tagsIn } from '../../request/tags.js'
import type { Operation } from '../operation.js'
import { requestedResource } from './find-tagged.js'

export const tagResource: Operation = {
  members: ['resourceArn', 'tags'],
  perform: (world, input) => {
    const added = tagsIn(input)
    const { arn, tags } = requestedResource(world, input)
    world.registry.tags.set(arn, checkTagCount(new Map([...tags, ...added])))
    return {}
  },
}
