import type { ListTagsForResourceResponse } from '@aws-sdk/client-iot'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { requestedResource } from './find-tagged.js'

export const listTagsForResource: Operation<ListTagsForResourceResponse> = {
  members: ['resourceArn', 'nextToken'],
  perform: (world, input) => {
    const { items, next } = registryPage(input, [...requestedResource(world, input).tags])
    return { tags: items.map(([Key, Value]) => ({ Key, Value })), ...(next === undefined ? {} : { nextToken: next }) }
  },
}
