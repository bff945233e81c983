import { quote } from '@thingplan/core'
import type { CallLog } from '../call-log.js'
import { catchUp } from '../catch-up.js'
import { EmulatorError } from '../emulator-error.js'
import { copyInput } from '../request/copy-input.js'
import type { Input } from '../request/input.js'
import { refuseUnknownMembers } from '../request/members.js'
import type { World } from '../world.js'
import { operationNamed, operationNames } from './operations.js'

/**
 * Answers one command as the service would, and writes it into the log.
 *
 * @throws the exception that AWS IoT would answer with, or an EmulatorError for what is not emulated
 */
export const answerCommand = async (world: World, calls: CallLog, name: string, request: unknown): Promise<object> => {
  const input = copyInput(name, request)
  try {
    catchUp(world)
    const answer = await perform(world, name, input)
    calls.record(name, input, 'success')
    return answer
  } catch (error) {
    calls.record(name, input, error instanceof Error ? error.name : 'unknown')
    throw error
  }
}

const perform = (world: World, name: string, input: Input): object | Promise<object> => {
  const operation = operationNamed(name)
  if (operation === undefined) {
    throw new EmulatorError('emulator-command-unsupported', `the emulator does not answer ${quote(name)}`, {
      field: 'command',
      value: name,
      remedy: `use one of ${operationNames.join(', ')}`,
    })
  }
  refuseUnknownMembers(name, input, operation.members)
  return operation.perform(world, input)
}
