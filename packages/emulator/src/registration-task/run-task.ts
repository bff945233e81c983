import { IoTServiceException } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { catchUp } from '../catch-up.js'
import { registerDevice } from '../control-plane/registration/register-device.js'
import { invalidRequest } from '../exception/exceptions.js'
import type { RegistrationTask } from '../registry/records.js'
import { isInput } from '../request/input.js'
import { checkParameters } from '../request/parameters.js'
import type { World } from '../world.js'
import { type ObjectLine, objectLines } from './object-lines.js'
import type { ObjectBody } from './object-reader.js'

/** AWS IoT quotas: a line of the input file, in bytes. */
const largestLine = 262_144

/**
 * Registers the devices in the input file of a task, one line after the other, until the end or until somebody stops it.
 *
 * A device that is refused is a line of the error report; the task goes on. A file that cannot be read ends the task.
 */
export const runTask = async (
  world: World,
  started: RegistrationTask,
  template: ProvisioningTemplate,
): Promise<void> => {
  const { id, inputFileBucket, inputFileKey } = started
  const change = (changes: Partial<RegistrationTask>): void => changeTask(world, id, changes)
  const isStopped = (): boolean => world.registry.registrationTasks.get(id)?.status === 'Cancelling'
  try {
    const body = await world.objects(inputFileBucket, inputFileKey)
    if (body === undefined) {
      throw new Error(`there is no object ${quote(inputFileKey)} in bucket ${quote(inputFileBucket)}`)
    }
    const size = sizeOf(body)
    for await (const line of objectLines(body)) {
      if (isStopped()) break
      if (line.text.trim() === '') continue
      await registerLine(world, id, template, line)
      // The last hundredth is the end of the task.
      const done = line.offset + line.bytes
      change({ percentageProgress: size === undefined ? 0 : Math.min(99, Math.floor((100 * done) / size)) })
    }
    if (isStopped()) change({ status: 'Cancelled', endedAt: world.clock() })
    else change({ status: 'Completed', percentageProgress: 100, endedAt: world.clock() })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    change({ status: 'Failed', message: message.slice(0, 2048), endedAt: world.clock() })
  }
}

/** Replaces parts of a task's record. */
export const changeTask = ({ registry, clock }: World, id: string, changes: Partial<RegistrationTask>): void => {
  const task = registry.registrationTasks.get(id)
  if (task !== undefined) registry.registrationTasks.set(id, { ...task, ...changes, modifiedAt: clock() })
}

/** In bytes; undefined where it comes in pieces. */
const sizeOf = (body: ObjectBody): number | undefined => {
  if (typeof body === 'string') return Buffer.byteLength(body)
  return body instanceof Uint8Array ? body.byteLength : undefined
}

const registerLine = async (
  world: World,
  id: string,
  template: ProvisioningTemplate,
  line: ObjectLine,
): Promise<void> => {
  const { lineNumber, offset } = line
  catchUp(world)
  const task = world.registry.registrationTasks.get(id)
  if (task === undefined) return
  try {
    const device = await registerDevice(world, 'registration-task', template, parametersIn(line))
    const { certificatePem, resourceArns } = device
    task.reports.RESULTS.append({ lineNumber, offset, response: { certificatePem, ResourceArns: resourceArns } })
    changeTask(world, id, { successCount: task.successCount + 1 })
  } catch (error) {
    if (!(error instanceof IoTServiceException)) {
      world.report(error)
      throw error
    }
    const response = { errorCode: error.name, errorMessage: error.message }
    task.reports.ERRORS.append({ lineNumber, offset, response })
    changeTask(world, id, { failureCount: task.failureCount + 1 })
  }
}

/** @throws {InvalidRequestException} for a line that is too long, or no object of texts. */
const parametersIn = ({ text, bytes }: ObjectLine): Readonly<Record<string, string>> => {
  if (bytes > largestLine) throw invalidRequest(`the line has ${bytes} bytes, more than ${largestLine}`)
  const values = parsed(text)
  if (!isInput(values)) throw invalidRequest('the line is not an object in JSON')
  return checkParameters(values)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
