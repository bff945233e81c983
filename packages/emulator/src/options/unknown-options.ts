import { unknownOption } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'

/** @throws {EmulatorError} `emulator-option` */
export const refuseUnknownOptions = (owner: string, options: object, known: readonly string[]): void => {
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new EmulatorError('emulator-option', unknown.message, unknown.details)
}
