/** What decides whether a certificate that is unknown to AWS would be registered again; what is not said counts against deleting it. */
export interface ReturnFacts {
  /** Whether its CA registers automatically what it has issued. */
  readonly caAutoRegisters?: boolean
  /** Whether it has expired, and the registration has a rule that refuses what has. */
  readonly expiredUnderRule?: boolean
  /** Whether its tombstone is in a store that the registration reads. */
  readonly tombstoned?: boolean
}

/**
 * Whether a certificate would register itself again at its next connection, if it were deleted: its CA registers whatever it has issued
 * and AWS does not know (Developer Guide, "Enable automatic registration").
 *
 * @example
 * ```ts
 * import { wouldReturn } from '@thingplan/core/lifecycle'
 *
 * wouldReturn({}) // => true
 * wouldReturn({ caAutoRegisters: true, tombstoned: true }) // => false
 * ```
 */
export const wouldReturn = ({ caAutoRegisters = true, expiredUnderRule, tombstoned }: ReturnFacts): boolean =>
  caAutoRegisters && expiredUnderRule !== true && tombstoned !== true
