import { resourceNotFound } from '../../exception/exceptions.js'
import type { RegistrationTask } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'

/** The registration task that `taskId` of a request names. */
export const requestedTask = (world: World, input: Input): RegistrationTask => {
  const id = requiredText(input, 'taskId', constraints.taskId)
  const task = world.registry.registrationTasks.get(id)
  if (task === undefined) throw resourceNotFound(`registration task ${id} does not exist`)
  return task
}
