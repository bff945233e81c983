import { ThingplanError } from '../error/thingplan-error.js'

export type CapacityErrorCode =
  /** An option that does not exist, is missing, or has the wrong type or range. */
  'capacity-option'

/** What the arithmetic of quotas cannot start from. */
export class CapacityError extends ThingplanError<CapacityErrorCode> {
  override readonly name = 'CapacityError'
}
