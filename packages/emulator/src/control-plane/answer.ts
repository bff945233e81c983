import { quote } from '@thingplan/core'
import type { CallLog } from '../call-log.js'
import { catchUp } from '../catch-up.js'
import { EmulatorError } from '../emulator-error.js'
import { throttling } from '../exception/exceptions.js'
import type { Fault } from '../fault/fault.js'
import type { FaultyProcess } from '../fault/faulty-process.js'
import { copyInput } from '../request/copy-input.js'
import type { Input } from '../request/input.js'
import { refuseUnknownMembers } from '../request/members.js'
import type { World } from '../world.js'
import { isRead } from './is-read.js'
import { operationNamed, operationNames } from './operations.js'

/**
 * Answers one command as the service would, and writes it into the log.
 *
 * @param process - who asks; undefined where nothing goes wrong
 * @throws the exception that AWS IoT would answer with, or an EmulatorError for what is not emulated
 */
export const answerCommand = async (
  world: World,
  calls: CallLog,
  process: FaultyProcess | undefined,
  name: string,
  request: unknown,
): Promise<object> => {
  const input = copyInput(name, request)
  if (process === undefined) return performAndRecord(world, calls, name, input, undefined)
  return process.send(name, input, {
    perform: (fault) => performAndRecord(world, calls, name, input, fault),
    recordLost: (outcome, fault) => calls.record(name, input, outcome, fault),
  })
}

const performAndRecord = async (
  world: World,
  calls: CallLog,
  name: string,
  input: Input,
  fault: Fault | undefined,
): Promise<object> => {
  const isStale = fault?.kind === 'stale-read' && isRead(name)
  const visible = fault?.kind === 'stale-read' && !isStale ? undefined : fault
  try {
    catchUp(world)
    const look = (): object | Promise<object> => perform(world, name, input)
    const answered = isStale ? world.registry.journal.lookBack(look) : look()
    // Not awaited where there is nothing to wait for: the log has requests in the order in which they were answered.
    const answer = answered instanceof Promise ? await answered : answered
    calls.record(name, input, 'success', visible)
    return answer
  } catch (error) {
    calls.record(name, input, error instanceof Error ? error.name : 'unknown', visible)
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
  if (!world.rates.isWithin(name)) throw throttling()
  refuseUnknownMembers(name, input, operation.members)
  return operation.perform(world, input)
}
