import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type AdapterErrorCode =
  /** An option that does not exist, is missing, or has the wrong type or range. */
  | 'adapter-option'
  /** An invocation that is neither a registration event nor a batch of SQS. */
  | 'event-shape'
  /** A registration event that is not one: not JSON, too large, or a field that is missing or malformed. */
  | 'event-malformed'
  /** A plan with a name that AWS IoT does not take, and that IAM would read as a pattern. */
  | 'plan-name'
  /** An answer of AWS without something that every such answer has. */
  | 'answer-malformed'
  /** A plan with a step that one call of RegisterThing cannot do. */
  | 'plan-not-expressible'
  /** A device whose line of a bulk registration AWS IoT would not take. */
  | 'bulk-line'
  /** A report of a bulk registration that is none. */
  | 'bulk-report'
  /** A device of which AWS IoT does not hold what a plan about it needs, or whose certificate others use as well. */
  | 'device-state'
  /** An invocation that is no HTTP request of API Gateway or a function URL. */
  | 'http-event'
  /** Events of an audit trail that a sink did not record; what they tell of has happened all the same. */
  | 'audit-not-recorded'

/** What the adapter refuses before anything has happened, and what an audit trail lacks. */
export class AdapterError extends ThingplanError<AdapterErrorCode> {
  override readonly name = 'AdapterError'

  constructor(code: AdapterErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
