import type { Account } from './account.js'
import type { Step } from './step/step.js'

/** What is to be done, as data: plain JSON that can be read, compared, approved, stored, tested and executed. */
export interface Plan {
  /** Version of the plan's form; `parsePlan` refuses every other. */
  readonly version: 1
  /** Name of the registration that made it. */
  readonly registration: string
  /**
   * Whether it registers a device that brought its certificate, makes a certificate usable that was issued INACTIVE for its device
   * just now, carries out the consequence of a refusal, or takes the device out again.
   */
  readonly purpose: 'register' | 'issue' | 'refuse' | 'remove'
  readonly account: Required<Account>
  /** The certificate that the plan is about. */
  readonly certificateId: string
  /** In an order in which they can be done one by one. */
  readonly steps: readonly Step[]
}
