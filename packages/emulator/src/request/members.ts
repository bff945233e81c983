import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import type { Input } from './input.js'

/**
 * Refuses what the emulator would have to ignore.
 *
 * @throws {EmulatorError} `emulator-input-unsupported`
 */
export const refuseUnknownMembers = (command: string, input: Input, known: readonly string[]): void => {
  for (const [member, value] of Object.entries(input)) {
    if (value === undefined || value === null || known.includes(member)) continue
    throw new EmulatorError('emulator-input-unsupported', `the emulator knows no ${quote(member)} of ${command}`, {
      field: member,
      remedy: `leave it out; known are ${known.join(', ') || 'none'}`,
    })
  }
}
