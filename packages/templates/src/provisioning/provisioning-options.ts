import type { Account, PolicySpec } from '@thingplan/core'

/** What every ready-made provisioning template takes. */
export interface ProvisioningPolicyOptions {
  /** The account and region that the template is for; ARNs in a template are written out. */
  readonly account: Account
  /**
   * What devices may do. It is the same for all of them: policy variables tell them apart. AWS names it by a hash of the document.
   * Default `ownTopics()`.
   */
  readonly policy?: PolicySpec
}
