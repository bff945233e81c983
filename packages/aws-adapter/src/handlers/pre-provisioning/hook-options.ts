import { type NameAttribute, quote, type Registration, resolveAttributeType, type Sha256 } from '@thingplan/core'
import type { AuditTrail } from '../../audit/audit-trail.js'
import { AdapterError } from '../../error/adapter-error.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction, requireMethods } from '../../options/required-option.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import type { SubjectParameters } from './device-certificate.js'
import type { HookCalls } from './hook-calls.js'
import { type CompiledOverrides, compileOverrides, type ParameterOverride } from './parameter-overrides.js'
import { readTemplateArn } from './parse-provisioning-request.js'
import type { ProvisioningOutcome } from './provisioning-outcome.js'

export interface PreProvisioningHookOptions {
  /** What devices become; its rules say which may. */
  readonly registration: Registration
  /** ARNs of the provisioning templates that the hook is for: at least one. All others are denied. */
  readonly templateArns: readonly string[]
  /**
   * With it the certificate is described (rules on its status and its CA need that), and so is the thing: one that belongs to
   * another certificate is the registration's to refuse. Default: neither.
   */
  readonly client?: HookCalls
  /**
   * Which parameter stands for which attribute of the certificate's subject: `{ serialNumber: 'SerialNumber' }`. Rules and templates
   * then read the parameter as `certificate.attributes.subject.serialNumber`, so that the registration of a JITR fleet works as it
   * is. Mind the difference: a CA has vouched for a subject, while whoever holds a claim sends the parameters they like. Have a
   * verifier look at them. Default: none.
   */
  readonly subjectParameters?: Readonly<Record<string, string>>
  /** Parameters that the hook sets, by name, in place of what the device sent. Default: none. */
  readonly parameterOverrides?: Readonly<Record<string, ParameterOverride>>
  /** Who answers for the verifiers that the rules ask, by name. */
  readonly verifiers?: Readonly<Record<string, VerifierSource>>
  /** How long, in milliseconds, a decision may take: 100 to 4400. Default 4000. AWS IoT waits 5 seconds for the answer. */
  readonly deadlineMs?: number
  /** Told of every outcome, for logs and audit; waited for half a second, and what it throws is dropped. */
  readonly onOutcome?: (outcome: ProvisioningOutcome) => void | Promise<void>
  /** What every outcome is recorded in, within the same half second: what `createAuditTrail` returns. Default: nothing. */
  readonly audit?: AuditTrail
  /** Default: the system's clock. */
  readonly clock?: () => Date
  /** Default: that of `node:crypto`. */
  readonly sha256?: Sha256
}

const known: readonly (keyof PreProvisioningHookOptions)[] = [
  'registration',
  'templateArns',
  'client',
  'subjectParameters',
  'parameterOverrides',
  'verifiers',
  'deadlineMs',
  'onOutcome',
  'audit',
  'clock',
  'sha256',
]

export interface CheckedHookOptions {
  readonly templateArns: ReadonlySet<string>
  readonly subjectParameters: SubjectParameters
  readonly overrides: CompiledOverrides
  readonly verifiers: ReadonlyMap<string, VerifierSource>
  readonly deadlineMs: number
}

const refuse = (field: string, message: string, value?: string, remedy?: string): AdapterError =>
  new AdapterError('adapter-option', message, { field, value, remedy })

const readTemplateArns = (arns: readonly string[]): ReadonlySet<string> => {
  const field = 'templateArns'
  const remedy = 'give the whole ARN of each provisioning template that has the hook'
  if (!Array.isArray(arns) || arns.length === 0)
    throw refuse(field, '`templateArns` names no template', undefined, remedy)
  const bad: unknown = arns.find((arn) => readTemplateArn(arn) === undefined)
  if (bad !== undefined || arns.includes(undefined)) {
    throw refuse(field, `${quote(String(bad))} is not the ARN of a provisioning template`, String(bad), remedy)
  }
  return new Set(arns)
}

const readSubjectParameters = (parameters: Readonly<Record<string, string>>): SubjectParameters =>
  Object.entries(parameters).map(([type, parameter]) => {
    const field = `subjectParameters.${type}`
    const resolved = resolveAttributeType(type)
    if (resolved === undefined) {
      throw refuse(field, `${quote(type)} is no attribute type`, type, 'use a short name, a long name or a dotted OID')
    }
    if (typeof parameter !== 'string') throw refuse(field, `${quote(field)} is not the name of a parameter`)
    const { oid, shortName, longName } = resolved
    const attribute: Omit<NameAttribute, 'value'> = { oid, type: shortName ?? longName ?? oid }
    return [attribute, parameter] as const
  })

const readVerifiers = (
  { name, verifiers: asked }: Registration,
  verifiers: Readonly<Record<string, VerifierSource>>,
): ReadonlyMap<string, VerifierSource> => {
  const sources = new Map(Object.entries(verifiers))
  for (const [verifier, source] of sources) requireFunction(source, `verifiers.${verifier}`)
  const unknown = asked.find((verifier) => !sources.has(verifier))
  if (unknown === undefined) return sources
  const message = `registration ${quote(name)} asks ${quote(unknown)}, which has no source`
  throw refuse('verifiers', message, unknown, 'give the source under that name in `verifiers`')
}

/**
 * @throws {AdapterError} `adapter-option`
 * @throws {TemplateError} for an override that does not compile
 */
export const checkHookOptions = (options: PreProvisioningHookOptions): CheckedHookOptions => {
  refuseUnknownOptions('createPreProvisioningHook', options, known)
  const { registration, client, clock, sha256, onOutcome, audit } = options
  if (!Array.isArray(registration?.verifiers)) {
    throw refuse('registration', '`registration` is not what `defineRegistration` returns')
  }
  if (client !== undefined) requireClient(client, 'client')
  for (const [field, value] of Object.entries({ clock, sha256, onOutcome })) requireFunction(value, field)
  requireMethods(audit, 'audit', ['record'])
  return {
    templateArns: readTemplateArns(options.templateArns),
    subjectParameters: readSubjectParameters(options.subjectParameters ?? {}),
    overrides: compileOverrides(options.parameterOverrides ?? {}),
    verifiers: readVerifiers(registration, options.verifiers ?? {}),
    deadlineMs: numberOption('deadlineMs', options.deadlineMs, { fallback: 4_000, min: 100, max: 4_400 }),
  }
}
