import type { CertificateRequest, KeyPair, SubjectInput } from '@thingplan/pki'

/** What an issuer is asked. */
export interface IssueRequest {
  /** Its signature was checked, so that whoever made it holds the private key. The subject in it is a wish. */
  readonly csr: CertificateRequest
  /** The subject that the certificate is to have. An issuer that is not told decides for itself, or refuses. */
  readonly subject?: SubjectInput
  /** Not before this moment. Default: by the issuer. */
  readonly notBefore?: Date
  /** Not after this moment. Default: by the issuer. */
  readonly notAfter?: Date
  /**
   * Names this one issuing, however often it is tried: 1 to 256 characters. An issuer that can gives the same certificate when it is
   * asked the same again; see what each says of it.
   */
  readonly idempotencyKey?: string
  /** Fires when nobody waits for the certificate any more. */
  readonly signal?: AbortSignal
  /** Who asks: the id of the claim certificate, where AWS IoT says so. */
  readonly principalId?: string
  /** The MQTT client id that asks, where AWS IoT says so. */
  readonly clientId?: string
}

/** What an issuer answers. */
export interface IssuedCertificate {
  /** The certificate alone. */
  readonly certificatePem: string
  /** The CAs above it, its issuer first. */
  readonly chainPem?: string
  /** The id that AWS IoT knows it by, or will. */
  readonly certificateId?: string
  /** Where AWS knows the certificate already. */
  readonly certificateArn?: string
  /** The CA's own, where AWS IoT has several with its name. */
  readonly caCertificatePem?: string | undefined
  /** Whether AWS IoT has it already, INACTIVE; otherwise it is to be registered, or registers itself. Default false. */
  readonly registered?: boolean
}

/** A certificate that may have been issued, and of which nobody knows: its maker was interrupted. */
export interface FindRequest {
  /** The request that it would have been issued for. */
  readonly csr: CertificateRequest
  readonly subject?: SubjectInput
  /** It was not issued before this moment. */
  readonly since: Date
  readonly signal?: AbortSignal
}

/** A key that its issuer has made, and a certificate for it that AWS IoT has INACTIVE. */
export interface MadeKey {
  /** Its private key can be exported: it is to be sent, and exists nowhere else. */
  readonly keys: KeyPair
  /** The certificate. From now on it is the caller's to look after. */
  take(): IssuedCertificate
  /** Deletes the certificate, unless it was taken. */
  discard(): Promise<void>
}

/** A CA that certifies what devices ask for: one of your own, AWS Private CA, AWS IoT itself. */
export interface Issuer {
  /** Whatever it throws refuses the device. */
  issue(request: IssueRequest): Promise<IssuedCertificate>
  /**
   * A certificate for the key that was issued since, so that it is taken up before another is issued. Left out by an issuer that
   * leaves nothing behind when it is interrupted, or answers the same again for the same `idempotencyKey`.
   */
  find?(request: FindRequest): Promise<IssuedCertificate | undefined>
  /** Makes the key itself, for devices that can make no request. Left out by issuers that certify requests alone. */
  makeKey?(): Promise<MadeKey>
}
