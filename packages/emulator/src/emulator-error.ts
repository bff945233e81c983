import { type ErrorDetails, ThingplanError } from '@thingplan/core'

/** What the emulator itself refuses; what AWS refuses arrives as an exception of `@aws-sdk/client-iot`. */
export type EmulatorErrorCode =
  /** An option that does not exist, or has the wrong type or value. */
  | 'emulator-option'
  /** A command that the emulator does not know. */
  | 'emulator-command-unsupported'
  /** A member of a command's input that AWS knows and the emulator does not, or that is no data at all. */
  | 'emulator-input-unsupported'
  /** SQL of a rule that the emulator does not know. */
  | 'emulator-rule-unsupported'
  /** A message that AWS IoT does not publish. */
  | 'emulator-publish'
  /** The endpoint could not be opened, for example because the port is taken. */
  | 'emulator-listen'
  /** A virtual clock is told to go on while it goes on. */
  | 'emulator-clock'

export class EmulatorError extends ThingplanError<EmulatorErrorCode> {
  override readonly name = 'EmulatorError'

  constructor(code: EmulatorErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
