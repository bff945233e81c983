import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type PkiErrorCode =
  /** An option that does not exist, is missing, or has the wrong type. */
  | 'pki-option'
  /** A subject that is not RFC 4514 text, or has an unknown type, an empty name or an empty value. */
  | 'subject-malformed'
  /** A value that X.520 does not take for its type: too long, or with characters that its string type lacks. */
  | 'subject-value-refused'
  /** A key of an algorithm or curve that devices of AWS IoT do not use. */
  | 'key-algorithm-unsupported'
  /** An RSA key of less than 2048 bits. */
  | 'key-too-weak'
  /** A private key that does not leave its store. */
  | 'key-not-exportable'
  /** Not a PKCS #10 certificate request. */
  | 'request-malformed'
  /** A request that its own key did not sign, or signed with a hash that is broken. */
  | 'request-signature'
  /** A validity that ends before it begins, or is no date. */
  | 'validity-malformed'
  /** A validity that is not within the issuer's. */
  | 'validity-outside-issuer'
  /** An issuer whose certificate is not a CA's, or whose private key is none that signs. */
  | 'authority-unfit'
  /** An issuer whose private key is not the one that its certificate certifies. */
  | 'authority-key-mismatch'
  /** A DNS name or an IP address that is none. */
  | 'alternative-name-malformed'
  /** Not the 64 hexadecimal digits that GetRegistrationCode returns. */
  | 'registration-code-malformed'

export class PkiError extends ThingplanError<PkiErrorCode> {
  override readonly name = 'PkiError'

  constructor(code: PkiErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
