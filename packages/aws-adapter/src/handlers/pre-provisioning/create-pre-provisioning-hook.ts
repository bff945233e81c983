import type { AuditEvent } from '@thingplan/core/audit'
import { tellOutcome } from '../../audit/tell-outcome.js'
import type { InvocationContext } from '../../invocation/deadline.js'
import { within } from '../../sources/within.js'
import { nodeSha256 } from '../node-sha256.js'
import { auditProvisioningOutcome } from './audit-provisioning-outcome.js'
import { deny, denyError } from './deny.js'
import { checkHookOptions, type PreProvisioningHookOptions } from './hook-options.js'
import { type HookWorld, judgeRequest } from './judge-request.js'
import { type ProvisioningRequest, parseProvisioningRequest } from './parse-provisioning-request.js'
import type { ProvisioningOutcome } from './provisioning-outcome.js'

/** The answer to AWS IoT, in its own words. */
export type PreProvisioningResponse =
  | { readonly allowProvisioning: true; readonly parameterOverrides?: Readonly<Record<string, string>> }
  | { readonly allowProvisioning: false }

export type PreProvisioningHook = (event: unknown, context?: InvocationContext) => Promise<PreProvisioningResponse>

/** How long an outcome may be told. */
const outcomeMs = 500

/** What an invocation keeps for its answer. */
const answerMs = 100

const deadlineOf = (context: InvocationContext | undefined, deadlineMs: number): number => {
  const remaining = context?.getRemainingTimeInMillis?.()
  return remaining === undefined ? deadlineMs : Math.min(deadlineMs, remaining - outcomeMs - answerMs)
}

const parse = (event: unknown): ProvisioningRequest | ProvisioningOutcome => {
  try {
    return parseProvisioningRequest(event)
  } catch (error) {
    return denyError('event-malformed', error, {})
  }
}

const judge = async (
  request: ProvisioningRequest,
  deadlineMs: number,
  world: HookWorld,
): Promise<ProvisioningOutcome> => {
  const judged = await within(deadlineMs, async () => judgeRequest(request, { ...world, deadlineMs }))
  if (judged.kind === 'value') return judged.value
  if (judged.kind === 'error') return denyError('unexpected', judged.error, { request })
  return deny('deadline', {
    request,
    message: 'there was no decision in time',
    code: 'deadline',
    field: 'deadlineMs',
    value: String(deadlineMs),
    remedy: 'look at how long verifiers take, and at the memory and the cold start of the function',
  })
}

const respond = (outcome: ProvisioningOutcome): PreProvisioningResponse => {
  if (outcome.kind === 'denied') return { allowProvisioning: false }
  const { parameterOverrides } = outcome
  return Object.keys(parameterOverrides).length === 0
    ? { allowProvisioning: true }
    : { allowProvisioning: true, parameterOverrides }
}

/**
 * The Lambda function that AWS IoT asks before it provisions a device by claim or by trusted user.
 *
 * It decides by the same rules as every other way to register: the certificate is that of the request, account and region are
 * those of the template, and parameters take the place of the subject's attributes where `subjectParameters` says so. A device
 * that the registration accepts may be provisioned; the plan is not carried out, since AWS does that by the template, but its
 * names can be handed to the template in `parameterOverrides`.
 *
 * Everything else is denied: what is rejected or still undecided, a request that is malformed or of another template, a decision
 * that takes too long, and whatever fails. The function never throws, and tells `onOutcome` why. AWS IoT asks on every
 * RegisterThing of a device; repeated requests are judged anew. Give the function 5 seconds, and a resource policy that lets
 * `iot.amazonaws.com` invoke it on behalf of the account and the template only.
 *
 * @param options - `registration` and `templateArns` are required
 * @returns the handler; it answers `{ allowProvisioning, parameterOverrides? }`
 * @throws {AdapterError} `adapter-option`, when the hook is created
 * @throws {TemplateError} for an override that does not compile, when the hook is created
 * @see AWS IoT Core Developer Guide, "Pre-provisioning hooks"
 *
 * @example
 * ```ts
 * import { createPreProvisioningHook } from '@thingplan/aws-adapter'
 * import { defineRegistration, requireSubject } from '@thingplan/core'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const templateArn = 'arn:aws:iot:eu-central-1:123456789012:provisioningtemplate/sensors'
 * const hook = createPreProvisioningHook({
 *   registration: defineRegistration({
 *     name: 'sensors',
 *     rules: [requireSubject({ serialNumber: /[0-9]{4}/ })],
 *     profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
 *   }),
 *   templateArns: [templateArn],
 *   subjectParameters: { serialNumber: 'SerialNumber' },
 *   parameterOverrides: { ThingName: { template: '<%= thing.name %>', sink: 'thing-name' } },
 * })
 *
 * const { id: certificateId, pem: certificatePem } = certificateFixture({ subject: { CN: 'AWS IoT Certificate' } })
 * const request = { claimCertificateId: 'c1'.repeat(32), certificateId, certificatePem, templateArn, clientId: 'claim-1' }
 * await hook({ ...request, parameters: { SerialNumber: '1234' } }) // => { allowProvisioning: true, parameterOverrides: { ThingName: 'sensor-1234' } }
 * await hook({ ...request, parameters: { SerialNumber: 'x' } }) // => { allowProvisioning: false }
 * ```
 */
export const createPreProvisioningHook = (options: PreProvisioningHookOptions): PreProvisioningHook => {
  const checked = checkHookOptions(options)
  const { registration, client, onOutcome, audit, clock = () => new Date(), sha256 = nodeSha256 } = options
  const world: HookWorld = { ...checked, registration, client, clock, sha256 }
  return async (event, context) => {
    const request = parse(event)
    const outcome = 'kind' in request ? request : await judge(request, deadlineOf(context, checked.deadlineMs), world)
    const events = (): readonly AuditEvent[] => auditProvisioningOutcome(outcome, context?.awsRequestId, clock())
    await tellOutcome({ onOutcome: onOutcome && (() => onOutcome(outcome)), audit, events }, outcomeMs)
    return respond(outcome)
  }
}
