import { type ErrorDetails, ThingplanError } from '../error/thingplan-error.js'

export type PlanErrorCode =
  /** Not JSON, or JSON that is not a plan. */
  | 'plan-malformed'
  /** A version that this release does not know. */
  | 'plan-version'
  /** A step kind that this release does not know. */
  | 'plan-step-unknown'
  /** Steps that wait for each other, for themselves or for none of the plan. */
  | 'plan-order'
  /** An activation that is not the last thing that happens to the device. */
  | 'plan-active-early'
  /** A plan for another account or region than the driver's. */
  | 'plan-account'
  /** An option that does not exist, or has the wrong type. */
  | 'plan-option'

export class PlanError extends ThingplanError<PlanErrorCode> {
  override readonly name = 'PlanError'

  constructor(code: PlanErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details, 'decide anew, or read the plan with parsePlan')
  }
}
