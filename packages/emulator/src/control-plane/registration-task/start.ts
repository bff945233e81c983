import type { StartThingRegistrationTaskResponse } from '@aws-sdk/client-iot'
import { invalidRequest } from '../../exception/exceptions.js'
import { identifierOf } from '../../identifier.js'
import { runTask } from '../../registration-task/run-task.js'
import { TaskReport } from '../../registration-task/task-report.js'
import type { RegistrationTask } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedBody } from '../provisioning-template/read-body.js'

export const startThingRegistrationTask: Operation<StartThingRegistrationTaskResponse> = {
  members: ['templateBody', 'inputFileBucket', 'inputFileKey', 'roleArn'],
  perform: (world, input) => {
    const { body: templateBody, template } = requestedBody(input, 'bulk')
    const inputFileBucket = requiredText(input, 'inputFileBucket', constraints.inputFileBucket)
    const inputFileKey = requiredText(input, 'inputFileKey', constraints.inputFileKey)
    const roleArn = requiredText(input, 'roleArn', constraints.roleArn)
    const { registrationTasks } = world.registry
    const running = [...registrationTasks.values()].find(({ endedAt }) => endedAt === undefined)
    // Developer Guide, "Bulk registration": one task at a time in an account.
    if (running !== undefined) throw invalidRequest(`registration task ${running.id} is still running`)
    const now = world.clock()
    const task: RegistrationTask = {
      id: identifierOf('registration-task', String(now.getTime()), String(registrationTasks.size)),
      templateBody,
      inputFileBucket,
      inputFileKey,
      roleArn,
      status: 'InProgress',
      message: undefined,
      successCount: 0,
      failureCount: 0,
      percentageProgress: 0,
      reports: { RESULTS: new TaskReport(), ERRORS: new TaskReport() },
      createdAt: now,
      modifiedAt: now,
      endedAt: undefined,
    }
    registrationTasks.set(task.id, task)
    world.background(runTask(world, task, template))
    return { taskId: task.id }
  },
}
