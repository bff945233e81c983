import type { Account } from '../../plan/account.js'
import type { Plan } from '../../plan/plan.js'
import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'

/**
 * What happens when a device comes with a new certificate for an identity that has one.
 *
 * - `refuse`: nothing.
 * - `rotate`: the certificate is replaced; the thing stays as it is.
 * - `migrate`: the certificate is replaced, and the thing changes as `changes`, `joins` and `leaves` say: another owner, another place.
 * - `reset`: the certificate is replaced, and of the thing nothing stays but what `changes` and `joins` say.
 */
export type ReprovisioningPolicy = 'refuse' | 'rotate' | 'migrate' | 'reset'

export interface ReprovisioningRequest {
  /** Names the plan. */
  readonly name: string
  readonly account: Account
  readonly policy: ReprovisioningPolicy
  readonly thing: {
    readonly thingName: string
    readonly attributes: Readonly<Record<string, string>>
    readonly thingGroups: readonly string[]
  }
  /** The certificate that the thing belongs to. */
  readonly from: {
    readonly certificateId: string
    readonly status: CertificateStatus
    readonly notBefore: Date
    readonly policies: readonly string[]
    /** Whether the device was removed for good. */
    readonly tombstoned?: boolean
  }
  /** The certificate that takes its place. */
  readonly to: {
    readonly certificateId: string
    readonly status: CertificateStatus
    readonly notBefore: Date
    readonly policies: readonly string[]
  }
  /** Attributes that the thing gets; an empty value takes one away. Never the stamp `certificateId`: the plan moves that. */
  readonly changes?: Readonly<Record<string, string>>
  readonly joins?: readonly string[]
  readonly leaves?: readonly string[]
  /** Default `stamp`. */
  readonly ownership?: 'stamp' | 'principals'
  /** Default `shared`. */
  readonly principal?: 'exclusive' | 'shared'
  /** What the old certificate becomes. Default `REVOKED`. */
  readonly retire?: 'INACTIVE' | 'REVOKED'
}

export type ReprovisioningRefusal =
  | 'policy-refuses'
  | 'certificate-same'
  | 'certificate-older'
  | 'certificate-decided'
  | 'device-removed'
  | 'changes-not-wanted'
  | 'account-same'
  | 'certificate-another'
  | 'not-sni-only'

export interface ReprovisioningRefused {
  readonly verdict: 'refuse'
  readonly code: ReprovisioningRefusal
  /** For a person: lower case, one line, no final period. */
  readonly message: string
}

export type Reprovisioning = ReprovisioningRefused | { readonly verdict: 'plan'; readonly plan: Plan }

const messages: Readonly<Record<ReprovisioningRefusal, string>> = {
  'policy-refuses': 'the identity has a certificate, and the policy is to refuse another',
  'certificate-same': 'the certificate owns the thing already',
  'certificate-older': "the certificate is not issued after the owner's: a stolen old one could take back the thing",
  'certificate-decided': 'the new certificate is not waiting for its activation: somebody has decided on it before',
  'device-removed': 'the device has been removed for good',
  'changes-not-wanted': 'a rotation leaves the thing as it is: choose `migrate` or `reset`',
  'account-same': 'both plans are for the same account and region',
  'certificate-another': 'the two plans are about different certificates',
  'not-sni-only': 'only a certificate in SNI_ONLY mode, of a CA in SNI_ONLY mode, can be registered in a second place',
}

export const refuseReprovisioning = (code: ReprovisioningRefusal): ReprovisioningRefused =>
  Object.freeze({ verdict: 'refuse', code, message: messages[code] })
