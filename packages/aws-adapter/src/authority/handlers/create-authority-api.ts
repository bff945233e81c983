import { randomUUID } from 'node:crypto'
import { AdapterError } from '../../error/adapter-error.js'
import { type GatewayAnswer, gatewayAnswer, httpAnswer } from '../../http/http-answer.js'
import { type Problem, problemAnswer } from '../../http/problem.js'
import { readGatewayEvent } from '../../http/read-gateway-event.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { registerAuthority } from '../register/register-authority.js'
import type { RegisteredAuthority } from '../register/registered-authority.js'
import type { AuthorityRegistrationCalls } from '../register/registration-calls.js'
import { forbidden, problemOf, wrongMethod } from './api-problem.js'
import {
  type AuthorityHandlerOptions,
  authorityHandlerOptionNames,
  checkHandlerOptions,
  optionsOfRequest,
} from './authority-material.js'
import { parseApiRequest } from './parse-api-request.js'
import type { AuthorityRequest } from './parse-authority-request.js'

/** What an authorisation is asked: who the caller is, says the event, and what they want. */
export interface AuthorityApiCall {
  /** As Lambda was invoked with it: what an authoriser of API Gateway has found out is in its `requestContext`. */
  readonly event: unknown
  readonly request: AuthorityRequest
}

/** What became of a request; `instance` is the name of a refusal that the caller was told. */
export type AuthorityApiOutcome =
  | { readonly kind: 'registered'; readonly request: AuthorityRequest; readonly authority: RegisteredAuthority }
  | {
      readonly kind: 'forbidden'
      readonly instance: string
      readonly request: AuthorityRequest
      readonly error?: unknown
    }
  | { readonly kind: 'failed'; readonly instance: string; readonly request?: AuthorityRequest; readonly error: unknown }

export interface AuthorityApiOptions extends AuthorityHandlerOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: AuthorityRegistrationCalls
  /** Whether this caller may register this CA. Anything but `true`, also an error, is a no. */
  readonly authorise: (call: AuthorityApiCall) => boolean | Promise<boolean>
  /** Told of every outcome, for logs and audit; what it throws disturbs nobody. */
  readonly onOutcome?: ((outcome: AuthorityApiOutcome) => void) | undefined
}

/** A Lambda handler. */
export type AuthorityApi = (event: unknown) => Promise<GatewayAnswer>

/**
 * The Lambda function behind `POST` of an API Gateway or of a function URL: a CA that is registered on request.
 *
 * The body is JSON: `certificate` (PEM) or `key` (for `authority`), or both; `mode`, `active`, `autoRegistration`, `templateName`,
 * `verifier`. Templates and verifiers are chosen from the lists of the handler. What is unknown in a request refuses it. The answer
 * is what `registerAuthority` returns: 201 where the CA is new, 200 where it was registered; else a problem (RFC 9457), whose code for
 * everything that is not the caller's to change is `internal`.
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
 *   authorise: ({ request }) => request.mode === 'SNI_ONLY',
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

  const isAuthorised = async (call: AuthorityApiCall, instance: string): Promise<boolean> => {
    const { request } = call
    try {
      if ((await authorise(call)) === true) return true
      tell({ kind: 'forbidden', instance, request })
    } catch (error) {
      tell({ kind: 'forbidden', instance, request, error })
    }
    return false
  }

  return async (event) => {
    const instance = randomUUID()
    const refuse = (problem: Omit<Problem, 'instance'>): GatewayAnswer =>
      gatewayAnswer(problemAnswer({ ...problem, instance }))
    let request: AuthorityRequest | undefined
    try {
      const call = readGatewayEvent(event)
      if (call.method !== 'POST') return refuse(wrongMethod)
      request = await parseApiRequest(call)
      if (!(await isAuthorised({ event, request }, instance))) return refuse(forbidden)
      const authority = await registerAuthority({ ...(await optionsOfRequest(request, options)), client })
      tell({ kind: 'registered', request, authority })
      return gatewayAnswer(httpAnswer(authority.outcome === 'registered' ? 201 : 200, authority))
    } catch (error) {
      tell({ kind: 'failed', instance, error, ...(request === undefined ? {} : { request }) })
      return refuse(problemOf(error))
    }
  }
}
