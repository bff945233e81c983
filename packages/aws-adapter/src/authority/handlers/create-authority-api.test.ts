import {
  type CertificateAuthority,
  createCertificateAuthority,
  issueVerificationCertificate,
  type SigningAuthority,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { awsError } from '../../fixtures/aws-error.js'
import type { AuthorityApiOptions, AuthorityApiOutcome } from './authority-api-options.js'
import { createAuthorityApi } from './create-authority-api.js'

const certificateBlock = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'

let authority: CertificateAuthority & SigningAuthority

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
})

const apiOn = ({ client }: AuthorityAccount, options: Partial<AuthorityApiOptions> = {}) =>
  createAuthorityApi({
    client,
    authorise: () => true,
    authority: async () => authority,
    verifiers: ['inventory', 'ledger'],
    templates: ['sensors'],
    ...options,
  })

const json = { 'content-type': 'application/json; charset=utf-8' }
const http = (method: string) => ({ method, sourceIp: '192.0.2.1' })

const post = (body: object | string, more: object = {}) => ({
  rawPath: '/authorities',
  requestContext: { http: http('POST') },
  headers: json,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
})

const errorOf = ({ statusCode, body }: { readonly statusCode: number; readonly body: string }) => [
  statusCode,
  JSON.parse(body).code,
]

describe('createAuthorityApi', () => {
  it.each<[string, (body: string) => object]>([
    ['an HTTP API, or a function URL', (body) => post(body)],
    [
      'a REST API',
      (body) => ({
        httpMethod: 'POST',
        path: '/authorities',
        requestContext: { identity: { sourceIp: '192.0.2.1' } },
        headers: { 'Content-Type': 'application/json' },
        body,
      }),
    ],
    ['either, in base64', (body) => post(Buffer.from(body).toString('base64'), { isBase64Encoded: true })],
  ])('registers a CA on the request of %s', async (_what, eventOf) => {
    const account = authorityAccount()
    const answer = await apiOn(account)(eventOf(JSON.stringify({ key: 'factory', verifier: 'ledger' })))
    expect(answer).toMatchObject({ statusCode: 201, headers: { 'cache-control': 'no-store' } })
    const { id } = authority.certificate
    const caCertificateArn = `arn:aws:iot:eu-central-1:123456789012:cacert/${id}`
    expect(JSON.parse(answer.body)).toMatchObject({ outcome: 'registered', caCertificateId: id, caCertificateArn })
    expect(account.tagsOf(caCertificateArn)).toEqual({ verifier: 'ledger' })
  })

  it('converges', async () => {
    const api = apiOn(authorityAccount())
    await api(post({ key: 'factory' }))
    const again = await api(post({ key: 'factory', autoRegistration: false }))
    expect(again.statusCode).toBe(200)
    expect(JSON.parse(again.body)).toMatchObject({ outcome: 'updated', autoRegistration: false })
  })

  it('needs no key in mode SNI_ONLY', async () => {
    const api = apiOn(authorityAccount(), { authority: undefined })
    const { statusCode } = await api(post({ certificate: authority.certificate.pem, mode: 'SNI_ONLY' }))
    expect(statusCode).toBe(201)
  })

  describe('for a caller who keeps the key', () => {
    const get = { rawPath: '/authorities', requestContext: { http: http('GET') } }
    const verificationFor = async (registrationCode: string): Promise<string> =>
      (await issueVerificationCertificate({ authority, registrationCode })).pem

    it('tells the registration code, and registers with the verification certificate for it', async () => {
      const outcomes: AuthorityApiOutcome[] = []
      const onOutcome = (outcome: AuthorityApiOutcome): void => void outcomes.push(outcome)
      const api = apiOn(authorityAccount(), { authority: undefined, onOutcome })
      const { statusCode, body } = await api(get)
      expect(statusCode).toBe(200)
      const verificationCertificate = await verificationFor(JSON.parse(body).registrationCode)
      const answer = await api(post({ certificate: authority.certificate.pem, verificationCertificate }))
      expect(answer.statusCode).toBe(201)
      expect(outcomes.map(({ kind }) => kind)).toEqual(['registration-code', 'registered'])
    })

    it.each<[string, () => Promise<object>, number, string]>([
      ['no proof', async () => ({}), 400, 'authority-request'],
      [
        'the proof for another code',
        async () => ({ verificationCertificate: await verificationFor('ab'.repeat(32)) }),
        422,
        'authority-possession',
      ],
      [
        'the CA itself as proof',
        async () => ({ verificationCertificate: authority.certificate.pem }),
        422,
        'authority-possession',
      ],
      [
        'no certificate as proof',
        async () => ({ verificationCertificate: certificateBlock }),
        422,
        'authority-possession',
      ],
    ])('refuses %s', async (_what, proof, statusCode, code) => {
      const account = authorityAccount()
      const api = apiOn(account, { authority: undefined })
      const answer = await api(post({ certificate: authority.certificate.pem, ...(await proof()) }))
      expect(errorOf(answer)).toEqual([statusCode, code])
      expect(account.sent()).not.toContain('RegisterCACertificate')
    })

    it('tells the code to nobody else', async () => {
      const account = authorityAccount()
      const asked: unknown[] = []
      const authorise: AuthorityApiOptions['authorise'] = (call) => {
        asked.push(call)
        return false
      }
      expect(errorOf(await apiOn(account, { authorise })(get))).toEqual([403, 'forbidden'])
      expect(asked).toEqual([{ event: get }])
      expect(account.sent()).toEqual([])
    })

    it('keeps to itself why there is no code', async () => {
      const account = authorityAccount()
      account.failNext('GetRegistrationCode', awsError('AccessDeniedException', 'role of the function'))
      const answer = await apiOn(account)(get)
      expect(errorOf(answer)).toEqual([500, 'internal'])
      expect(answer.body).not.toContain('role')
    })
  })

  it('says which methods there are (RFC 9110 section 15.5.6)', async () => {
    const { headers } = await apiOn(authorityAccount())({ ...post({}), requestContext: { http: http('DELETE') } })
    expect(headers['allow']).toBe('GET, POST')
  })

  it('lets nobody in by default', () => {
    const { client } = authorityAccount()
    expect(() => Reflect.apply(createAuthorityApi, undefined, [{ client }])).toThrow(
      expect.objectContaining({ code: 'adapter-option', field: 'authorise' }),
    )
  })

  it.each<[string, () => unknown]>([
    ['no', () => false],
    ['nothing', () => undefined],
    ['a word', () => 'yes'],
    ['later no', async () => false],
    ['an error', () => Promise.reject(new Error('directory is down'))],
  ])('refuses where the authorisation says %s', async (_what, authorise) => {
    const account = authorityAccount()
    const outcomes: AuthorityApiOutcome[] = []
    const all = {
      client: account.client,
      authorise,
      authority: async () => authority,
      onOutcome: (outcome: AuthorityApiOutcome) => outcomes.push(outcome),
    }
    const api: ReturnType<typeof createAuthorityApi> = Reflect.apply(createAuthorityApi, undefined, [all])
    const answer = await api(post({ key: 'factory' }))
    expect(errorOf(answer)).toEqual([403, 'forbidden'])
    expect(answer.body).not.toContain('directory')
    expect(account.sent()).toEqual([])
    const { instance } = JSON.parse(answer.body)
    expect(outcomes).toMatchObject([{ kind: 'forbidden', request: { key: 'factory' } }])
    expect(instance).toBe(`urn:uuid:${Reflect.get(Object(outcomes[0]), 'instance')}`)
  })

  it('asks with the event and what is wanted', async () => {
    const asked: unknown[] = []
    const authorise: AuthorityApiOptions['authorise'] = ({ event, request }) => {
      asked.push(event, request)
      return false
    }
    const event = post(
      { key: 'factory', mode: 'SNI_ONLY' },
      { requestContext: { http: http('POST'), authorizer: 'jwt' } },
    )
    await apiOn(authorityAccount(), { authorise })(event)
    expect(asked).toEqual([event, { key: 'factory', mode: 'SNI_ONLY' }])
  })

  it.each<[string, object, number, string]>([
    ['another method', { ...post({ key: 'k' }), requestContext: { http: http('PUT') } }, 405, 'method'],
    ['an event of another kind', { body: '{}' }, 400, 'http-event'],
    ['another type', { ...post({ key: 'k' }), headers: { 'content-type': 'text/plain' } }, 400, 'authority-request'],
    ['no body', post(''), 400, 'authority-request'],
    ['a body that is not JSON', post('{'), 400, 'authority-request'],
    ['a list', post('[]'), 400, 'authority-request'],
    ['null', post('null'), 400, 'authority-request'],
    ['a body that is too long', post({ key: 'k'.repeat(40_000) }), 400, 'authority-request'],
    ['nothing to register', post({}), 400, 'authority-request'],
    ['what it does not know', post({ key: 'k', tags: {} }), 400, 'authority-request'],
    ['a key that stands there twice', post('{"key":"k","key":"l"}'), 400, 'authority-request'],
    ['a prototype', post('{"key":"k","__proto__":{}}'), 400, 'authority-request'],
    ['a constructor', post('{"key":"k","constructor":"x"}'), 400, 'authority-request'],
    ['a number in place of a name', post({ key: 7 }), 400, 'authority-request'],
    ['a key with a line break', post({ key: 'a\nb' }), 400, 'authority-request'],
    ['no PEM', post({ certificate: 'no PEM' }), 400, 'authority-request'],
    ['two certificates', post({ certificate: `${certificateBlock}\n${certificateBlock}` }), 400, 'authority-request'],
    ['two proofs', post({ key: 'k', verificationCertificate: certificateBlock }), 400, 'authority-request'],
    [
      'a proof that nobody asks for',
      post({ certificate: certificateBlock, verificationCertificate: certificateBlock, mode: 'SNI_ONLY' }),
      400,
      'authority-request',
    ],
    ['a template that may not be chosen', post({ key: 'k', templateName: 'mine' }), 400, 'authority-request'],
    ['a verifier that may not be chosen', post({ key: 'k', verifier: 'mine' }), 400, 'authority-verifier'],
  ])('refuses %s, before anything is sent', async (_what, event, statusCode, code) => {
    const account = authorityAccount()
    expect(errorOf(await apiOn(account)(event))).toEqual([statusCode, code])
    expect(account.sent()).toEqual([])
  })

  it.each([[undefined], [null], ['event'], [7], [[]]])('answers %j', async (event) => {
    expect(errorOf(await apiOn(authorityAccount())(event))).toEqual([400, 'http-event'])
  })

  it.each<[string, string, string, number, string]>([
    ['too many calls', 'RegisterCACertificate', 'ThrottlingException', 429, 'authority-throttled'],
    ['too many CAs', 'RegisterCACertificate', 'LimitExceededException', 409, 'authority-subject-limit'],
    ['what AWS refuses', 'RegisterCACertificate', 'CertificateValidationException', 422, 'authority-refused'],
    ['what the caller cannot change', 'RegisterCACertificate', 'AccessDeniedException', 500, 'internal'],
  ])('says %s', async (_what, operation, name, statusCode, code) => {
    const account = authorityAccount()
    account.failNext(operation, awsError(name, 'role of the function'))
    const answer = await apiOn(account)(post({ key: 'factory' }))
    expect(errorOf(answer)).toEqual([statusCode, code])
    if (statusCode === 500) expect(answer.body).not.toContain('role')
    expect(answer.headers['retry-after']).toBe(statusCode === 429 ? '5' : undefined)
  })

  it('keeps to itself what the finder of keys throws, and tells it whoever watches', async () => {
    const outcomes: AuthorityApiOutcome[] = []
    const failing = () => Promise.reject(new Error('the key is secret'))
    const onOutcome = (outcome: AuthorityApiOutcome): void => {
      outcomes.push(outcome)
      throw new Error('the log is full')
    }
    const answer = await apiOn(authorityAccount(), { authority: failing, onOutcome })(post({ key: 'factory' }))
    expect(errorOf(answer)).toEqual([500, 'internal'])
    expect(answer.body).not.toContain('secret')
    expect(outcomes).toMatchObject([
      { kind: 'failed', request: { key: 'factory' }, error: { message: 'the key is secret' } },
    ])
  })
})
