import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import type { AttachmentKind } from './detachment.js'

/** How long after the call a detachment takes effect: milliseconds by the emulator's clock. Default 0 each: with the call. */
export type DetachDelays = Readonly<Partial<Record<AttachmentKind, number>>>

/** @throws {EmulatorError} `emulator-option` */
export const parseDetachDelays = (delays: DetachDelays): Required<DetachDelays> => {
  refuseUnknownOptions('detachDelays', delays, ['principal', 'policy'])
  const { principal = 0, policy = 0 } = delays
  for (const [kind, delay] of Object.entries({ principal, policy })) {
    if (Number.isFinite(delay) && delay >= 0) continue
    const field = `detachDelays.${kind}`
    throw new EmulatorError('emulator-option', `${field} cannot be ${quote(String(delay))}`, {
      field,
      value: String(delay),
      remedy: 'give a number of milliseconds, 0 for at once',
    })
  }
  return { principal, policy }
}
