import { randomUUID } from 'node:crypto'
import type { AuditEvent } from '@thingplan/core/audit'
import { tellOutcome } from '../../audit/tell-outcome.js'
import { type GatewayAnswer, gatewayAnswer, type HttpAnswer, webResponse } from '../../http/http-answer.js'
import type { HttpCall } from '../../http/http-call.js'
import { readGatewayEvent } from '../../http/read-gateway-event.js'
import { readWebRequest } from '../../http/read-web-request.js'
import { answerCertificate } from './answer-certificate.js'
import { answerEndpoints } from './answer-endpoints.js'
import { type Answered, answerError, type Respond } from './answered.js'
import { auditVendingOutcome } from './audit-vending-outcome.js'
import { answerShadow } from './shadow/answer-shadow.js'
import { untilElapsed } from './until-elapsed.js'
import {
  type CheckedVendingOptions,
  checkVendingOptions,
  type VendingHandlerOptions,
} from './vending-handler-options.js'
import { RequestProblem } from './vending-problem.js'
import { firstMachineFormat, olderAppFormat, ownFormat } from './wire-format.js'

/** A vending machine behind HTTP: as a Lambda function, and as a function of the web's `Request`. */
export interface VendingHandler {
  /** For API Gateway (REST and HTTP APIs) and function URLs. Never rejects. */
  readonly lambda: (event: unknown) => Promise<GatewayAnswer>
  /**
   * For any server that speaks the web's standard. Never rejects.
   *
   * @param source where the request comes from: the address of the connection. Wrong credentials are counted for it.
   */
  readonly fetch: (request: Request, source: string) => Promise<Response>
}

/** What is answered, by path and method. */
type Routes = ReadonlyMap<string, ReadonlyMap<string, Respond>>

const routesOf = (options: CheckedVendingOptions): Routes => {
  const { unsafeOlderAppFormat, unsafeFirstMachineFormat, endpoints, shadow } = options
  const routes = new Map([['/certificates', new Map([['POST', answerCertificate(ownFormat, options)]])]])
  if (unsafeOlderAppFormat) routes.set('/certificate', new Map([['POST', answerCertificate(olderAppFormat, options)]]))
  if (unsafeFirstMachineFormat) {
    routes.set('/getcert', new Map([['POST', answerCertificate(firstMachineFormat, options)]]))
  }
  if (endpoints !== undefined) routes.set('/endpoints', new Map([['GET', answerEndpoints(endpoints)]]))
  if (shadow !== undefined) {
    const methods = (['GET', 'PUT'] as const).map((method) => [method, answerShadow(method, shadow, options)] as const)
    routes.set('/shadow', new Map(methods))
  }
  return routes
}

/** How long, in milliseconds, whoever is told of outcomes may take. */
const listenMs = 5_000

const answer = async (call: HttpCall, correlationId: string, routes: Routes): Promise<Answered> => {
  const methods = routes.get(call.path)
  if (methods === undefined) throw new RequestProblem('not-found')
  const respond = methods.get(call.method)
  if (respond !== undefined) return respond(call, correlationId)
  throw new RequestProblem('method-not-allowed', undefined, { allow: [...methods.keys()].join(', ') })
}

/**
 * A vending machine: a device without a certificate asks for one, by a one-time token or through somebody who owns it, and gets
 * exactly one.
 *
 * `POST /certificates` takes JSON of at most 16 KB: `serialNumber`; `csr`, or `sealingKey` (X25519) where the device cannot make a key;
 * the token in the body or as a bearer token. It answers 200 with `certificatePem`, `certificateId` and `thingName`, the same for the same
 * key however often it is asked; or a problem (RFC 9457) with an id to find the outcome by. An unknown device and a wrong token
 * get the same answer after the same time (`refusalMs`), before a request is verified or a key is made.
 *
 * With `endpoints`, `GET /endpoints` answers where devices connect: `dataEndpoint`, `credentialProviderEndpoint`, `roots`. With `shadow`,
 * `GET /shadow` and `PUT /shadow` are for a device that holds a token (headers `Serial-Number`, and `Device-Token` or a bearer
 * token), which is judged by the same rules and not consumed: `desired`, `reported`, `version`.
 *
 * @param options - `vending`, `store`, `issuer`, `driver`, `subject` and `ownsDevice` are required
 * @throws {AdapterError} `adapter-option`, when the handler is created
 *
 * @example
 * ```ts
 * import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
 * import { createVendingHandler } from '@thingplan/aws-adapter/vending'
 * import { defineVending } from '@thingplan/core/lifecycle'
 * import { createMemoryDeviceStore, createMemoryDriver } from '@thingplan/core/testing'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const handler = createVendingHandler({
 *   vending: defineVending({ account, registration: 'just-in-time', issuer: 'own-ca' }),
 *   store: createMemoryDeviceStore(),
 *   issuer: createAuthorityIssuer({ authority: await createCertificateAuthority({ subject: 'CN=Fleet CA' }) }),
 *   driver: createMemoryDriver(),
 *   subject: (serialNumber) => ({ CN: serialNumber }),
 *   ownsDevice: 'nobody',
 * })
 * const request = new Request('https://vending.example/certificates', { method: 'POST', body: '{}' })
 * const response = await handler.fetch(request, '192.0.2.1')
 * response.status // => 415
 * ```
 */
export const createVendingHandler = (options: VendingHandlerOptions): VendingHandler => {
  const checked = checkVendingOptions(options)
  const routes = routesOf(checked)

  const tell = async ({ outcome, carried = [] }: Answered): Promise<void> => {
    const { onOutcome, audit, clock } = checked
    Object.freeze(outcome)
    const events = (): readonly AuditEvent[] => auditVendingOutcome(outcome, carried, clock())
    await tellOutcome({ onOutcome: onOutcome && (() => onOutcome(outcome)), audit, events }, listenMs)
  }

  const respond = async (call: HttpCall): Promise<HttpAnswer> => {
    const correlationId = randomUUID()
    const arrived = performance.now()
    const answered = await answer(call, correlationId, routes).catch((error: unknown) =>
      answerError(error, { correlationId, source: call.source, failures: [] }),
    )
    await tell(answered)
    if (answered.answer.status === 403) await untilElapsed(checked.refusalMs, arrived)
    return answered.answer
  }

  return Object.freeze({
    lambda: async (event) => {
      try {
        return gatewayAnswer(await respond(readGatewayEvent(event)))
      } catch (error) {
        const answered = answerError(error, { correlationId: randomUUID(), source: 'unknown', failures: [] })
        await tell(answered)
        return gatewayAnswer(answered.answer)
      }
    },
    fetch: async (request, source) => webResponse(await respond(readWebRequest(request, source))),
  } satisfies VendingHandler)
}
