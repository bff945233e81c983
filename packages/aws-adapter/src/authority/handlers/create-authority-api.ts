import { randomUUID } from 'node:crypto'
import { AdapterError } from '../../error/adapter-error.js'
import { type GatewayAnswer, gatewayAnswer, httpAnswer } from '../../http/http-answer.js'
import { type Problem, problemAnswer } from '../../http/problem.js'
import { readGatewayEvent } from '../../http/read-gateway-event.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { readRegistrationCode } from '../register/read-registration-code.js'
import { registerAuthority } from '../register/register-authority.js'
import { forbidden, problemOf, wrongMethod } from './api-problem.js'
import type { AuthorityApiCall, AuthorityApiOptions, AuthorityApiOutcome } from './authority-api-options.js'
import { authorityHandlerOptionNames, checkHandlerOptions, optionsOfRequest } from './authority-material.js'
import { parseApiRequest } from './parse-api-request.js'
import type { AuthorityRequest } from './parse-authority-request.js'

/** RFC 9110 section 15.5.6: which methods there are. */
const refuseMethod = (answer: GatewayAnswer): GatewayAnswer => ({
  ...answer,
  headers: { ...answer.headers, allow: 'GET, POST' },
})

/** A Lambda handler. */
export type AuthorityApi = (event: unknown) => Promise<GatewayAnswer>

/**
 * The Lambda function behind an API Gateway or a function URL: a CA that is registered on request, in the account and region of
 * `client`.
 *
 * `POST` registers. The body is JSON: `certificate` (PEM) or `key` (for `authority`), or both; `verificationCertificate` (PEM), `mode`,
 * `active`, `autoRegistration`, `templateName`, `verifier`. Templates and verifiers are chosen from the lists of the handler. What is
 * unknown in a request refuses it. The answer is what `registerAuthority` returns: 201 where the CA is new, 200 where it was registered;
 * else a problem (RFC 9457), whose code for everything that is not the caller's to change is `internal`.
 *
 * `GET` answers `{ registrationCode }`: a caller who keeps the key has the CA certify that as common name, and brings the
 * `verificationCertificate`.
 *
 * @param options - `client` and `authorise` are required; there is no default for who may register a CA
 * @returns the handler; it never throws
 * @throws {AdapterError} `adapter-option`, when the handler is created
 *
 * @example
 * ```ts
 * import { createAuthorityApi } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const { certificate } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const api = createAuthorityApi({
 *   client: createEmulator({ accountId: '123456789012', region: 'eu-central-1' }).client,
 *   authorise: ({ request }) => request?.mode === 'SNI_ONLY',
 * })
 *
 * const headers = { 'content-type': 'application/json' }
 * const body = JSON.stringify({ certificate: certificate.pem, mode: 'SNI_ONLY' })
 * const requestContext = { http: { method: 'POST', sourceIp: '192.0.2.1' } }
 * const { statusCode } = await api({ rawPath: '/authorities', requestContext, headers, body })
 * statusCode // => 201
 * ```
 */
export const createAuthorityApi = (options: AuthorityApiOptions): AuthorityApi => {
  const own = ['client', 'authorise', 'onOutcome']
  refuseUnknownOptions('createAuthorityApi', options, [...authorityHandlerOptionNames, ...own])
  checkHandlerOptions(options)
  const { client, authorise, onOutcome } = options
  requireClient(client, 'client')
  requireFunction(onOutcome, 'onOutcome')
  if (typeof authorise !== 'function') {
    throw new AdapterError('adapter-option', '`authorise` is missing', {
      field: 'authorise',
      remedy: 'say who may register a CA; nobody else can',
    })
  }

  const tell = (outcome: AuthorityApiOutcome): void => {
    try {
      onOutcome?.(Object.freeze(outcome))
    } catch {
      // Whoever only watches must not be able to change an answer.
    }
  }

  const isAuthorised = async ({ event, ...asked }: AuthorityApiCall, instance: string): Promise<boolean> => {
    try {
      if ((await authorise({ event, ...asked })) === true) return true
      tell({ kind: 'forbidden', instance, ...asked })
    } catch (error) {
      tell({ kind: 'forbidden', instance, ...asked, error })
    }
    return false
  }

  const tellCode = async (event: unknown, instance: string): Promise<GatewayAnswer | undefined> => {
    if (!(await isAuthorised({ event }, instance))) return undefined
    const registrationCode = await readRegistrationCode(client)
    tell({ kind: 'registration-code' })
    return gatewayAnswer(httpAnswer(200, { registrationCode }))
  }

  const register = async (
    event: unknown,
    request: AuthorityRequest,
    instance: string,
  ): Promise<GatewayAnswer | undefined> => {
    if (!(await isAuthorised({ event, request }, instance))) return undefined
    const authority = await registerAuthority({ ...(await optionsOfRequest(request, options)), client })
    tell({ kind: 'registered', request, authority })
    return gatewayAnswer(httpAnswer(authority.outcome === 'registered' ? 201 : 200, authority))
  }

  return async (event) => {
    const instance = randomUUID()
    const refuse = (problem: Omit<Problem, 'instance'>): GatewayAnswer =>
      gatewayAnswer(problemAnswer({ ...problem, instance }))
    let request: AuthorityRequest | undefined
    try {
      const call = readGatewayEvent(event)
      if (call.method === 'GET') return (await tellCode(event, instance)) ?? refuse(forbidden)
      if (call.method !== 'POST') return refuseMethod(refuse(wrongMethod))
      request = await parseApiRequest(call)
      return (await register(event, request, instance)) ?? refuse(forbidden)
    } catch (error) {
      tell({ kind: 'failed', instance, error, ...(request === undefined ? {} : { request }) })
      return refuse(problemOf(error, request))
    }
  }
}
