import type { RetiredCertificate, RotationRecord } from './rotation-record.js'

/**
 * The certificate of a record that was taken out, and is to be looked at once again: a worker that was asleep may have attached to it
 * what its plan said. Nothing else of the rotation is open then. The message `resume` has it tidied.
 *
 * @returns the one that was taken out first; undefined where it is not time yet
 * @example
 * ```ts
 * import { allowRotation, certificateToTidy } from '@thingplan/core/lifecycle'
 *
 * certificateToTidy(allowRotation({ device: '1234', thingName: 'sensor-1234' }), new Date()) // => undefined
 * ```
 */
export const certificateToTidy = (
  { state, retired }: Pick<RotationRecord, 'state' | 'retired'>,
  now: Date,
): RetiredCertificate | undefined => {
  const first = state === 'completed' || state === 'rolled-back' ? retired?.at(-1) : undefined
  return first !== undefined && first.lookAt <= now.getTime() ? first : undefined
}
