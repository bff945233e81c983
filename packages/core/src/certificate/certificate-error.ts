import { type ErrorDetails, ThingplanError } from '../error/thingplan-error.js'

/** Why bytes were not accepted as a certificate. */
export type CertificateErrorCode =
  /** The source is neither text nor bytes. */
  | 'certificate-source-type'
  /** The source is larger than the reader accepts. */
  | 'certificate-too-large'
  /** No `-----BEGIN CERTIFICATE-----` … `-----END CERTIFICATE-----` block. */
  | 'certificate-pem-missing'
  /** A PEM block whose inside is not strict base64. */
  | 'certificate-pem-malformed'
  /** Bytes that end inside an element. */
  | 'certificate-der-truncated'
  /** Bytes that are not DER (X.690), or not where RFC 5280 wants them. */
  | 'certificate-der-malformed'
  /** Well-formed DER that is not an RFC 5280 certificate. */
  | 'certificate-structure'
  /** A name or an alternative name that cannot be read. */
  | 'certificate-name'
  /** A validity outside the rules of RFC 5280 section 4.1.2.5. */
  | 'certificate-validity'
  /** A public key that cannot be read. */
  | 'certificate-public-key'
  /** An extension that is repeated or cannot be read. */
  | 'certificate-extension'
  /** An attribute type that is neither known nor a dotted OID. */
  | 'attribute-type-unknown'
  /** An option that does not exist, or has the wrong type. */
  | 'certificate-option'

export class CertificateError extends ThingplanError<CertificateErrorCode> {
  override readonly name = 'CertificateError'
  /** Offset of the offending byte in the DER, where there is one. */
  readonly offset: number | undefined

  constructor(
    code: CertificateErrorCode,
    message: string,
    details: ErrorDetails & { readonly offset?: number | undefined } = {},
  ) {
    super(code, message, details)
    this.offset = details.offset
  }
}
