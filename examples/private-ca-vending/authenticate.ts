import type { Caller, HttpCall } from '@thingplan/aws-adapter/vending'
import { FetchError, JwtBaseError, WaitPeriodNotYetEndedJwkError } from 'aws-jwt-verify/error'

/** The part of `CognitoJwtVerifier` that is needed: signature, issuer, client, use and times are its business. */
export interface TokenVerifier {
  verify(token: string): Promise<{ readonly sub: string }>
}

/** The keys of the user pool could not be had: that says nothing about the token. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof FetchError || error instanceof WaitPeriodNotYetEndedJwkError

/** Who calls: the subject of a token of Cognito's in the header (RFC 6750 section 2.1), verified. Nobody, where it does not hold. */
export const authenticateBy =
  (verifier: TokenVerifier) =>
  async (call: HttpCall): Promise<Caller | undefined> => {
    const token = /^Bearer +(\S{1,8192})$/i.exec(call.header('authorization') ?? '')?.[1]
    if (token === undefined) return undefined
    try {
      const claims = await verifier.verify(token)
      return { id: claims.sub, claims }
    } catch (error) {
      if (error instanceof JwtBaseError && !isUnavailable(error)) return undefined
      throw error
    }
  }
