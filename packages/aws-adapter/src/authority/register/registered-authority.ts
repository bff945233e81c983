import type { ThingplanError } from '@thingplan/core'
import type { CertificateMode } from './certificate-mode.js'

/** Something about a registered CA that was changed. Template bodies and tags of others are not in it. */
export interface AuthorityChange {
  /** `status`, `autoRegistration`, `provisioning`, or `tags.` and the key of a tag. */
  readonly field: string
  readonly from: string
  readonly to: string
}

/** A CA as it is registered now. */
export interface RegisteredAuthority {
  /** `registered`: by this call. `updated`: it was, and differed; `changes` say in what. `unchanged`: nothing was sent but questions. */
  readonly outcome: 'registered' | 'updated' | 'unchanged'
  readonly caCertificateId: string
  readonly caCertificateArn: string
  readonly mode: CertificateMode
  readonly active: boolean
  readonly autoRegistration: boolean
  readonly changes: readonly AuthorityChange[]
}

/** What became of one target. */
export type TargetReport =
  | ({ readonly name: string } & RegisteredAuthority)
  | { readonly name: string; readonly outcome: 'failed'; readonly error: ThingplanError }

/** What became of a CA in several accounts and regions. */
export interface AuthorityReport {
  readonly caCertificateId: string
  /** Whether no target failed. */
  readonly ok: boolean
  /** In the order of the call. */
  readonly targets: readonly TargetReport[]
}
