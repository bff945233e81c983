import { AdapterError } from '../../error/adapter-error.js'
import { type InvocationContext, readDeadline } from '../../invocation/deadline.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { textOption } from '../../options/text-option.js'
import { within } from '../../sources/within.js'
import { AuthorityError } from '../authority-error.js'
import type { AuthorityRotationCalls } from '../rotate/rotate-options.js'
import { answerStack, type PutAnswer, type ResourceResult, reasonOf } from './answer-stack.js'
import { type AuthorityHandlerOptions, authorityHandlerOptionNames, checkHandlerOptions } from './authority-material.js'
import { parseResourceEnvelope, parseResourceRequest, type ResourceEnvelope } from './parse-resource-event.js'
import { performResourceRequest, type ResourceWorld } from './perform-resource-request.js'

export interface AuthorityResourceOptions extends AuthorityHandlerOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: AuthorityRotationCalls
  /** Answers CloudFormation: `globalThis.fetch`, or anything else that puts a text under a URL. */
  readonly fetch: PutAnswer
  /**
   * What becomes of the CA when the resource is removed: `delete`, which fails, and says why, while device certificates of it are in
   * use; or `retire`, INACTIVE and without auto-registration. Default `delete`.
   */
  readonly onDelete?: 'retire' | 'delete' | undefined
  /** Time of the invocation that is kept for the answer: 500 to 60000 ms, default 5000. */
  readonly reserveMs?: number | undefined
}

/** A Lambda handler. */
export type AuthorityResource = (event: unknown, context?: InvocationContext) => Promise<void>

/** More than any function runs. */
const noDeadlineMs = 900_000

const moreTime = (): AuthorityError =>
  new AuthorityError('authority-deadline', 'the invocation would have ended before the work', {
    remedy: 'give the function more time; what was begun converges when it is run again',
  })

const perform = async (
  event: unknown,
  envelope: ResourceEnvelope,
  world: Omit<ResourceWorld, 'onIdentified'>,
  timeoutMs: number,
): Promise<ResourceResult> => {
  // Until the CA is known, an update is about the resource as it was; and what a creation leaves has a name that no CA has.
  let physicalResourceId = envelope.physicalResourceId ?? `${envelope.logicalResourceId}-not-registered`
  const onIdentified = (caCertificateId: string): void => {
    if (envelope.physicalResourceId === undefined) physicalResourceId = caCertificateId
  }
  const performed = await within(timeoutMs, async () =>
    performResourceRequest(parseResourceRequest(event), envelope, { ...world, onIdentified }),
  )
  if (performed.kind === 'value') return { status: 'SUCCESS', ...performed.value }
  const error = performed.kind === 'error' ? performed.error : moreTime()
  return { status: 'FAILED', physicalResourceId, reason: reasonOf(error) }
}

/**
 * The Lambda function behind a custom resource of CloudFormation: a CA that is registered, updated and removed with a stack. Its
 * physical id is the id of the CA certificate, so that another certificate is a replacement.
 *
 * Properties: `Certificate` (PEM) or `Key` (for `authority`), or both; `VerificationCertificate` (PEM), `Mode`, `Active`,
 * `AutoRegistration`, `TemplateName`, `Verifier`, `Adopt`. The CA is tagged with stack and resource. One that somebody else has registered is refused, unless `Adopt` says
 * otherwise, and never removed with the stack.
 *
 * The stack is always answered: FAILED with the reason on any error, also shortly before the invocation ends.
 *
 * @param options - `client` and `fetch` are required
 * @returns the handler; it throws `AuthorityError` with `authority-request` where nobody can be answered, since the event has no https
 *   URL for it, and `authority-answer` where the answer does not arrive
 * @throws {AdapterError} `adapter-option`, when the handler is created
 * @see AWS CloudFormation User Guide, "Custom resources"
 *
 * @example
 * ```ts no-run
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { KMSClient } from '@aws-sdk/client-kms'
 * import { createAuthorityResource } from '@thingplan/aws-adapter/authority'
 * import { createKmsSigner } from '@thingplan/aws-adapter/kms'
 *
 * const certificate = process.env['CA_CERTIFICATE'] ?? ''
 * const keyId = process.env['CA_KEY'] ?? ''
 * export const handler = createAuthorityResource({
 *   client: new IoTClient({}),
 *   fetch,
 *   authority: async () => ({ certificate, signer: await createKmsSigner({ client: new KMSClient({}), keyId }) }),
 * })
 * ```
 */
export const createAuthorityResource = (options: AuthorityResourceOptions): AuthorityResource => {
  const own = ['client', 'fetch', 'onDelete', 'reserveMs']
  refuseUnknownOptions('createAuthorityResource', options, [...authorityHandlerOptionNames, ...own])
  checkHandlerOptions(options)
  const { client, fetch, onDelete = 'delete', clock = () => new Date() } = options
  requireClient(client, 'client')
  if (fetch === undefined) throw new AdapterError('adapter-option', '`fetch` is missing', { field: 'fetch' })
  requireFunction(fetch, 'fetch')
  textOption('onDelete', onDelete, { pattern: /^(retire|delete)$/, wanted: '`retire` or `delete`' })
  const reserveMs = numberOption('reserveMs', options.reserveMs, { fallback: 5_000, min: 500, max: 60_000 })
  const { authority, verifiers, templates } = options
  const world = { client, onDelete, clock, authority, verifiers, templates }

  return async (event, context) => {
    const envelope = parseResourceEnvelope(event)
    const timeoutMs = readDeadline(context, reserveMs).remainingMs() ?? noDeadlineMs
    await answerStack(fetch, envelope, await perform(event, envelope, world, timeoutMs))
  }
}
