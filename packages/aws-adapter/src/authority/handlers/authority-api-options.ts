import type { RegisteredAuthority } from '../register/registered-authority.js'
import type { AuthorityRegistrationCalls } from '../register/registration-calls.js'
import type { AuthorityHandlerOptions } from './authority-material.js'
import type { AuthorityRequest } from './parse-authority-request.js'

/** What an authorisation is asked: who the caller is, says the event, and what they want. */
export interface AuthorityApiCall {
  /** As Lambda was invoked with it: what an authoriser of API Gateway has found out is in its `requestContext`. */
  readonly event: unknown
  /** Absent where only the registration code is asked for. */
  readonly request?: AuthorityRequest
}

/** What became of a request; `instance` is the name of a refusal that the caller was told. */
export type AuthorityApiOutcome =
  | { readonly kind: 'registered'; readonly request: AuthorityRequest; readonly authority: RegisteredAuthority }
  | { readonly kind: 'registration-code' }
  | {
      readonly kind: 'forbidden'
      readonly instance: string
      readonly request?: AuthorityRequest
      readonly error?: unknown
    }
  | { readonly kind: 'failed'; readonly instance: string; readonly request?: AuthorityRequest; readonly error: unknown }

export interface AuthorityApiOptions extends AuthorityHandlerOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: AuthorityRegistrationCalls
  /** Whether this caller may register this CA, or learn the registration code. Anything but `true`, also an error, is a no. */
  readonly authorise: (call: AuthorityApiCall) => boolean | Promise<boolean>
  /** Told of every outcome, for logs and audit; what it throws disturbs nobody. */
  readonly onOutcome?: ((outcome: AuthorityApiOutcome) => void) | undefined
}
