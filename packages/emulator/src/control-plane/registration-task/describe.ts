import type { DescribeThingRegistrationTaskResponse } from '@aws-sdk/client-iot'
import type { Operation } from '../operation.js'
import { requestedTask } from './find-task.js'

export const describeThingRegistrationTask: Operation<DescribeThingRegistrationTaskResponse> = {
  members: ['taskId'],
  perform: (world, input) => {
    const { id, reports: _, createdAt, modifiedAt, endedAt: __, message, ...described } = requestedTask(world, input)
    return {
      taskId: id,
      creationDate: new Date(createdAt),
      lastModifiedDate: new Date(modifiedAt),
      ...described,
      ...(message === undefined ? {} : { message }),
    }
  },
}
