import type { Account } from '../../plan/account.js'
import type { Plan } from '../../plan/plan.js'
import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { ReturnFacts } from './would-return.js'

/** A certificate of the device, as it is found. */
export interface RemovalCertificate extends ReturnFacts {
  readonly certificateId: string
  readonly status: CertificateStatus
  /** Names of the policies that are attached to it (ListAttachedPolicies). */
  readonly policies: readonly string[]
}

export interface RemovalRequest {
  /** Names the plan. */
  readonly name: string
  readonly account: Account
  readonly thingName: string
  /** The certificate that the device is known by: the owner of the thing. */
  readonly certificateId: string
  /** Every certificate that is attached to the thing, or was. */
  readonly certificates: readonly RemovalCertificate[]
  /** Groups that the thing is in. */
  readonly thingGroups?: readonly string[]
  /** What else is attached to the thing, such as identities of Cognito: nobody deletes a thing with it, and no plan takes it off. */
  readonly otherPrincipals?: readonly string[]
  /** Policies of this device alone; they go with it. Shared ones stay. */
  readonly devicePolicies?: readonly string[]
  /**
   * - `delete`: nothing stays but certificates that would register themselves again.
   * - `keep-thing`: the certificates go, thing and groups stay, for the next certificate.
   * - `quarantine`: nothing goes: certificates become INACTIVE, and the thing moves to the quarantine group. Can be taken back.
   *
   * Default `delete`.
   */
  readonly variant?: 'delete' | 'keep-thing' | 'quarantine'
  /** What a certificate becomes that is taken out. Default `REVOKED`; a quarantine makes it INACTIVE. */
  readonly retire?: 'INACTIVE' | 'REVOKED'
  /** Where a quarantined thing goes; has to exist. */
  readonly quarantineGroup?: string
}

/** A step that AWS answers before it has happened; the step that needs it waits, by trying again. */
export interface RemovalWait {
  readonly stepId: string
  readonly awaits: readonly string[]
  readonly upToSeconds: number
  readonly why: string
}

export interface Removal {
  readonly plan: Plan
  /** What is still there afterwards. */
  readonly leaves: readonly RemovalLeftover[]
  readonly waits: readonly RemovalWait[]
}

export interface RemovalLeftover {
  readonly kind: 'certificate' | 'thing'
  readonly name: string
  readonly why: string
}
