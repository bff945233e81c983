import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import { type Input, isInput } from './input.js'

/**
 * A command's input as it would arrive: a copy, which nothing that the caller does later can change.
 *
 * @throws {EmulatorError} `emulator-input-unsupported` for a member that no request can carry, such as a function.
 */
export const copyInput = (commandName: string, request: unknown): Input =>
  isInput(request)
    ? Object.fromEntries(
        Object.entries(request).map(([member, value]) => [member, copyMember(commandName, member, value)]),
      )
    : {}

const copyMember = (commandName: string, member: string, value: unknown): unknown => {
  try {
    return structuredClone(value)
  } catch (cause) {
    const message = `${quote(commandName)} has a member ${quote(member)} that no request can carry`
    const remedy = 'give it data: text, numbers, booleans, bytes, lists and objects of them'
    throw new EmulatorError('emulator-input-unsupported', message, { field: member, remedy, cause })
  }
}
