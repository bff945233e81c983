import { randomUUID } from 'node:crypto'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { TokenVerifier } from '../authenticate.js'

const userPoolId = 'eu-central-1_Example01'
const clientId = 'lampapp000000000000000000'
const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`

export interface SignInOptions {
  /** When it was. Default: now. */
  readonly now?: Date
  /** Claims in place of those of an access token for this app. */
  readonly claims?: Readonly<Record<string, string>>
}

/** A user pool on this machine: signs people in, and says with which keys. */
export interface UserPool {
  /** An access token, as Cognito makes it: for an hour. */
  signIn(person: string, options?: SignInOptions): Promise<string>
  /** AWS's own verifier, with the keys of this pool in place of those that it would fetch. */
  readonly verifier: TokenVerifier
}

const keyId = 'key-1'

/** @see Amazon Cognito Developer Guide, "Understanding the access token", "Verifying JSON web tokens" */
export const openUserPool = async (): Promise<UserPool> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: keyId, use: 'sig', alg: 'RS256' }]
  const { buffer } = Uint8Array.from(Buffer.from(JSON.stringify({ keys })))
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: async () => buffer } })
  return {
    signIn: (person, { now = new Date(), claims } = {}) => {
      const seconds = Math.floor(now.getTime() / 1000)
      return new SignJWT({
        client_id: clientId,
        token_use: 'access',
        scope: 'lamps/set-up',
        username: person,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: keyId })
        .setSubject(person)
        .setIssuer(issuer)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + 3600)
        .setJti(randomUUID())
        .sign(privateKey)
    },
    verifier: CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access' }, { jwksCache }),
  }
}
