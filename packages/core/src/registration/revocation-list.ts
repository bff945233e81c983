/** A certificate that its issuer has taken back. */
export interface RevokedCertificate {
  /** Hexadecimal, any spelling. */
  readonly serialNumber: string
  readonly revokedAt: Date
  /** In the words of RFC 5280 section 5.3.1. */
  readonly reason?: string | undefined
}

/**
 * What one CA has taken back: its whole CRL, read and verified. What `verifyCrl` of `@thingplan/pki` returns fits as it is.
 */
export interface RevocationList {
  /** The issuer's name as `certificate.issuer.entries()` has it. */
  readonly issuer: readonly (readonly [type: string, value: string])[]
  /** Of the issuer's key: lower-case hex. Where list and certificate have one, both are the same. */
  readonly authorityKeyIdentifier?: string | undefined
  readonly thisUpdate: Date
  /** A list without one is out of date: it could be any age. */
  readonly nextUpdate?: Date | undefined
  readonly revocations: readonly RevokedCertificate[]
}
