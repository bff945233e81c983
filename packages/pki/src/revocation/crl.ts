import type { NameEntries } from '../subject/read-name.js'

/** Why a certificate was revoked (RFC 5280 section 5.3.1). */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'privilegeWithdrawn'
  | 'aACompromise'

/** One certificate that its issuer has taken back. */
export interface Revocation {
  /** As `certificate.serialNumber`: lower-case hex. */
  readonly serialNumber: string
  readonly revokedAt: Date
  readonly reason?: RevocationReason
}

/** A certificate revocation list as it was read; `verifyCrl` says whether to believe it. */
export interface Crl {
  readonly issuer: NameEntries
  /** The list's number, which grows from list to list: lower-case hex. */
  readonly number?: string
  readonly thisUpdate: Date
  /** When there will be a newer one at the latest. */
  readonly nextUpdate?: Date
  /** In the order of the list. */
  readonly revocations: readonly Revocation[]
  /** Of the key that has signed it: lower-case hex. */
  readonly authorityKeyIdentifier?: string
  readonly der: Uint8Array
  readonly pem: string
}
