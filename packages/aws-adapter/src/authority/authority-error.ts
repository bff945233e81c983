import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type AuthorityErrorCode =
  /** A certificate that is not a CA's, or may not sign certificates. */
  | 'authority-not-ca'
  /** A CA certificate that has expired. */
  | 'authority-expired'
  /** A CA certificate that is not valid yet. */
  | 'authority-not-yet-valid'
  /** A key or a signature of an algorithm that AWS IoT does not take. */
  | 'authority-algorithm'
  /** A private key that is not that of the CA certificate. */
  | 'authority-key-mismatch'
  /** Nothing that proves to AWS IoT that the private key is at hand, or something that does not. */
  | 'authority-possession'
  /** Registered by another account of the region, in mode DEFAULT, where only one may have it. */
  | 'authority-registered-elsewhere'
  /** Registered in the other mode, which no call changes. */
  | 'authority-mode'
  /** Ten CA certificates with the same subject are registered already. */
  | 'authority-subject-limit'
  /** AWS IoT does not take the certificate, or what comes with it. */
  | 'authority-refused'
  /** A verifier that is not in the list of those that may be chosen. */
  | 'authority-verifier'
  /** More calls than the account may make in a second. */
  | 'authority-throttled'
  /** A CA that is not registered in this account and region. */
  | 'authority-not-registered'
  /** Device certificates of the CA are in use, or may be. */
  | 'authority-in-use'
  /** A request to a handler that is none. */
  | 'authority-request'
  /** A CA that a stack has not registered, and may not take over. */
  | 'authority-not-owned'
  /** An invocation that would have ended before the work. */
  | 'authority-deadline'
  /** CloudFormation could not be told how a request ended. */
  | 'authority-answer'

/** Why a CA is not registered, not moved on, or not taken away. */
export class AuthorityError extends ThingplanError<AuthorityErrorCode> {
  override readonly name = 'AuthorityError'

  constructor(code: AuthorityErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}

export const notRegistered = (field: string, caCertificateId: string): AuthorityError =>
  new AuthorityError('authority-not-registered', 'the CA is not registered in this account and region', {
    field,
    value: caCertificateId,
    remedy: 'check the id, the account and the region, or register it',
  })
