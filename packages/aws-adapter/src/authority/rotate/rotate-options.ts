import type { AuthorityOptions } from '../register/register-options.js'
import type { AuthorityRegistrationCalls } from '../register/registration-calls.js'
import type { AuthorityRetirementCalls } from '../retire/retire-authority.js'
import type { RotationGoal } from './rotation-report.js'

/** The calls that rotating a CA makes. An `IoTClient` fits without a cast. */
export interface AuthorityRotationCalls {
  readonly send: AuthorityRegistrationCalls['send'] & AuthorityRetirementCalls['send']
}

export interface RotateAuthorityOptions extends Pick<AuthorityOptions, 'clock' | 'onProgress'> {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: AuthorityRotationCalls
  /** AWS IoT's id of the old CA certificate. */
  readonly from: string
  /**
   * The new CA, as `registerAuthority` takes it; mode, template and tags are the old one's where nothing else is said. Or its id, if it
   * is registered.
   */
  readonly to: string | Omit<AuthorityOptions, 'clock' | 'onProgress'>
  /**
   * How far this run may go: `registered`, the new CA beside the old; `not-registering`, so that devices that have never connected
   * get in by the new one only; `retired`, the old one INACTIVE; `deleted`. The last two wait until no device uses the old one.
   * Default `registered`.
   */
  readonly until?: RotationGoal | undefined
}
