import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type IssuerErrorCode =
  /** A request that this issuer cannot do: without a subject or with another one, or with a validity that it does not choose. */
  | 'issuer-request'
  /** Something that is no certificate for the request: unreadable, of another key or subject, longer valid, or of a CA. */
  | 'issuer-certificate'
  /** The issuer took the request, and then failed. */
  | 'issuer-failed'
  /** The certificate was not ready in time. */
  | 'issuer-deadline'
  /** Nobody waits for the certificate any more. */
  | 'issuer-aborted'

/** Why there is no certificate. */
export class IssuerError extends ThingplanError<IssuerErrorCode> {
  override readonly name = 'IssuerError'

  constructor(code: IssuerErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
