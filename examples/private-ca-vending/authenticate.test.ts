import type { HttpCall } from '@thingplan/aws-adapter/vending'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { FetchError } from 'aws-jwt-verify/error'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import { beforeAll, describe, expect, it } from 'vitest'
import { authenticateBy } from './authenticate.js'
import { openUserPool, type UserPool } from './demo/user-pool.js'

const callWith = (authorization: string | undefined): HttpCall => ({
  method: 'POST',
  path: '/certificates',
  header: (name) => (name === 'authorization' ? authorization : undefined),
  body: async () => '{}',
  source: '192.0.2.1',
  origin: undefined,
})

let pool: UserPool
beforeAll(async () => {
  pool = await openUserPool()
})

describe('who calls', () => {
  it('is the subject of their access token', async () => {
    const caller = await authenticateBy(pool.verifier)(callWith(`Bearer ${await pool.signIn('ada')}`))
    expect(caller).toMatchObject({ id: 'ada', claims: { token_use: 'access', username: 'ada' } })
  })

  it.each<[string, () => string | undefined | Promise<string>]>([
    ['there is no header', () => undefined],
    ['it is no token', () => 'Bearer ada'],
    ['it is of another kind', () => 'Basic YWRhOmFkYQ=='],
    ['the token has expired', () => pool.signIn('ada', { now: new Date(0) })],
    ['it is an identity token', () => pool.signIn('ada', { claims: { token_use: 'id' } })],
    ['it was made for another app', () => pool.signIn('ada', { claims: { client_id: 'another' } })],
    ['another pool has signed it', async () => (await openUserPool()).signIn('ada')],
    [
      'its signature is of another token',
      async () => {
        const [ada = '', bob = ''] = await Promise.all([pool.signIn('ada'), pool.signIn('bob')])
        return [...ada.split('.').slice(0, 2), bob.split('.')[2]].join('.')
      },
    ],
    [
      'it says that it needs no signature',
      async () => {
        const [, payload] = (await pool.signIn('ada')).split('.')
        return `${Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url')}.${payload}.`
      },
    ],
  ])('is nobody where %s', async (_what, makeToken) => {
    const token = await makeToken()
    const header = token === undefined || token.includes(' ') ? token : `Bearer ${token}`
    expect(await authenticateBy(pool.verifier)(callWith(header))).toBeUndefined()
  })

  it('is not known where the keys of the pool cannot be had: that is no fault of the token', async () => {
    const jwksCache = new SimpleJwksCache({
      fetcher: { fetch: (uri) => Promise.reject(new FetchError(uri, 'no network')) },
    })
    const properties = { userPoolId: 'eu-central-1_Example01', clientId: 'any', tokenUse: 'access' } as const
    const verifier = CognitoJwtVerifier.create(properties, { jwksCache })
    const asked = authenticateBy(verifier)(callWith(`Bearer ${await pool.signIn('ada')}`))
    await expect(asked).rejects.toBeInstanceOf(FetchError)
  })
})
