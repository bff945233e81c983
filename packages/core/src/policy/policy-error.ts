import { ThingplanError } from '../error/thingplan-error.js'

export type PolicyErrorCode =
  /** Not JSON, or JSON that is not a policy document. */
  | 'policy-malformed'
  /** A template tag outside a string leaf. */
  | 'policy-tag-misplaced'
  /** More than 2048 characters without white space. */
  | 'policy-too-large'
  /** A document that varies by device under a name that does not. */
  | 'policy-name-shared'
  /** An option that does not exist, or has the wrong type. */
  | 'policy-option'

export class PolicyError extends ThingplanError<PolicyErrorCode> {
  override readonly name = 'PolicyError'
}
