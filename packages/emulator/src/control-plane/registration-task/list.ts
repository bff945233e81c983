import { type ListThingRegistrationTasksResponse, Status } from '@aws-sdk/client-iot'
import { optionalChoice } from '../../request/input.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'

export const listThingRegistrationTasks: Operation<ListThingRegistrationTasksResponse> = {
  members: ['nextToken', 'maxResults', 'status'],
  perform: ({ registry }, input) => {
    const wanted = optionalChoice(input, 'status', Status)
    const tasks = [...registry.registrationTasks.values()]
    const { items, next } = registryPage(
      input,
      tasks.filter(({ status }) => wanted === undefined || status === wanted),
    )
    return { taskIds: items.map(({ id }) => id), ...(next === undefined ? {} : { nextToken: next }) }
  },
}
