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
  /** An RSA key of less than 2048 bits, or with an exponent that anybody can sign for. */
  | 'key-too-weak'
  /** A private key that does not leave its store. */
  | 'key-not-exportable'
  /** A private key that is corrupt, or encrypted with another passphrase: nobody can tell which. */
  | 'private-key-unreadable'
  /** A private key in a form that is not read here, or encrypted by a method that is not. */
  | 'private-key-unsupported'
  /** A private key that is not that of the public key beside it. */
  | 'key-mismatch'
  /** Not a PKCS #10 certificate request. */
  | 'request-malformed'
  /** A request that its own key did not sign, or signed with a hash that is broken. */
  | 'request-signature'
  /** A request that is longer than AWS IoT takes. */
  | 'request-too-long'
  /** A validity that ends before it begins, or is no date. */
  | 'validity-malformed'
  /** A validity that is not within the issuer's. */
  | 'validity-outside-issuer'
  /** An issuer whose certificate is not a CA's, or whose private key is none that signs. */
  | 'authority-unfit'
  /** An issuer whose private key is not the one that its certificate certifies. */
  | 'authority-key-mismatch'
  /** A certificate for which no issuer is known up to one that is trusted, or too many CAs stand between. */
  | 'chain-incomplete'
  /** A certificate that the CA it names has not signed, or signed in a way that is broken. */
  | 'chain-signature'
  /** A certificate of the chain that has expired, or is not valid yet. */
  | 'chain-validity'
  /** An issuer that is no CA, may not sign certificates, or leaves no room for as many CAs below it. */
  | 'chain-issuer-unfit'
  /** A certificate of the chain with a critical extension that is not understood here. */
  | 'chain-extension-unknown'
  /** A certificate that is for another purpose. */
  | 'chain-purpose'
  /** Not a CRL, or one that contradicts itself. */
  | 'crl-malformed'
  /** A CRL with a critical extension that is not understood here: it may be less than it looks like. */
  | 'crl-unsupported'
  /** A CRL of another issuer, or of a certificate that may not sign CRLs. */
  | 'crl-issuer'
  /** A CRL that its issuer has not signed, or signed in a way that is broken. */
  | 'crl-signature'
  /** A CRL from the future, or one that a newer has replaced by now. */
  | 'crl-out-of-date'
  /** A serial number that is none, or is revoked twice in one list. */
  | 'revocation-malformed'
  /** A batch that is to go on behind a device that is not in it. */
  | 'batch-resume-unknown'
  /** A DNS name or an IP address that is none. */
  | 'alternative-name-malformed'
  /** A key to seal to that is no X25519 public key, or one with which everybody agrees on the same secret. */
  | 'sealing-key-malformed'
  /** A sealed private key that is corrupt, or was sealed to another key, device or certificate: nobody can tell which. */
  | 'sealed-key-unreadable'
  /** Not the 64 hexadecimal digits that GetRegistrationCode returns. */
  | 'registration-code-malformed'

export class PkiError extends ThingplanError<PkiErrorCode> {
  override readonly name = 'PkiError'

  constructor(code: PkiErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
