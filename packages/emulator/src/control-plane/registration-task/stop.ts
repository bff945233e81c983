import type { StopThingRegistrationTaskResponse } from '@aws-sdk/client-iot'
import { invalidRequest } from '../../exception/exceptions.js'
import { changeTask } from '../../registration-task/run-task.js'
import type { Operation } from '../operation.js'
import { requestedTask } from './find-task.js'

export const stopThingRegistrationTask: Operation<StopThingRegistrationTaskResponse> = {
  members: ['taskId'],
  perform: (world, input) => {
    const { id, status } = requestedTask(world, input)
    if (status === 'Completed' || status === 'Failed') throw invalidRequest(`registration task ${id} is ${status}`)
    if (status === 'InProgress') changeTask(world, id, { status: 'Cancelling' })
    return {}
  },
}
