import { isThingplanError } from '@thingplan/core'
import type { AuditEvent } from '@thingplan/core/audit'
import { type CertificateRequest, readCertificateRequest, type SubjectInput } from '@thingplan/pki'
import type { AuditTrail } from '../../audit/audit-trail.js'
import { tellOutcome } from '../../audit/tell-outcome.js'
import { checkIssued } from '../../authority/issuer/check-issued.js'
import type { IssueRequest, Issuer } from '../../authority/issuer/issuer.js'
import { AdapterError } from '../../error/adapter-error.js'
import { errorName } from '../../error/error-name.js'
import type { InvocationContext } from '../../invocation/deadline.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireFunction, requireMethods } from '../../options/required-option.js'
import { within } from '../../sources/within.js'
import { auditSigningOutcome } from './audit-signing-outcome.js'
import { CertificateProviderError } from './certificate-provider-error.js'
import { parseSigningRequest, type SigningRequest } from './parse-signing-request.js'
import type { SigningOutcome } from './signing-outcome.js'

export interface CertificateProviderOptions {
  /** Who certifies. */
  readonly issuer: Issuer
  /**
   * The subject that a device is to have, decided here and not by the device; what it throws refuses the device. Without it the issuer
   * decides, which `createAuthorityIssuer` and `createAcmPcaIssuer` do not.
   */
  readonly subject?: (request: IssueRequest) => SubjectInput
  /** How long, in milliseconds, the issuer may take: 100 to 60000. Default 4000. */
  readonly deadlineMs?: number
  /** Told of every outcome; waited for half a second, and what it throws is dropped. */
  readonly onOutcome?: (outcome: SigningOutcome) => void | Promise<void>
  /** What every outcome is recorded in, within the same half second: what `createAuditTrail` returns. Default: nothing. */
  readonly audit?: AuditTrail
  /** Says when an outcome was known. Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof CertificateProviderOptions)[] = [
  'issuer',
  'subject',
  'deadlineMs',
  'onOutcome',
  'audit',
  'clock',
]

/** The Lambda function behind a certificate provider. */
export type CertificateProvider = (
  event: unknown,
  context?: InvocationContext,
) => Promise<{ readonly certificatePem: string }>

const outcomeMs = 500

const readRequest = async ({ certificateSigningRequest }: SigningRequest): Promise<CertificateRequest> => {
  try {
    return await readCertificateRequest(certificateSigningRequest)
  } catch (error) {
    if (!isThingplanError(error)) throw error
    throw new CertificateProviderError('provider-request', error.message, {
      field: 'certificateSigningRequest',
      remedy: error.remedy,
      cause: error,
    })
  }
}

/** What the issuer is asked, but for the signal. */
const issueRequest = (
  { principalId, clientId }: SigningRequest,
  csr: CertificateRequest,
  subjectOf: CertificateProviderOptions['subject'],
): IssueRequest => {
  const request = {
    csr,
    ...(principalId === undefined ? {} : { principalId }),
    ...(clientId === undefined ? {} : { clientId }),
  }
  if (subjectOf === undefined) return request
  try {
    return { ...request, subject: subjectOf(request) }
  } catch (cause) {
    throw new CertificateProviderError('provider-subject', `\`subject\` failed with ${errorName(cause)}`, {
      field: 'subject',
      remedy: 'look at what the function is asked, and what it throws',
      cause,
    })
  }
}

const issue = async (request: IssueRequest, issuer: Issuer, deadlineMs: number): Promise<unknown> => {
  const abort = new AbortController()
  const issued = await within(deadlineMs, () => issuer.issue({ ...request, signal: abort.signal }))
  if (issued.kind === 'value') return issued.value?.certificatePem
  abort.abort()
  if (issued.kind === 'timeout') {
    throw new CertificateProviderError('provider-deadline', `the issuer did not answer within ${deadlineMs} ms`, {
      field: 'issuer',
      remedy: 'look at how long it takes; the device asks again',
    })
  }
  // Its message may quote what it was given; its name is enough.
  throw new CertificateProviderError('provider-issuer', `the issuer failed with ${errorName(issued.error)}`, {
    field: 'issuer',
    remedy: 'look at what the issuer logs',
    cause: issued.error,
  })
}

const check = (certificatePem: unknown, request: IssueRequest): string => {
  try {
    return checkIssued(certificatePem, request).pem
  } catch (error) {
    if (!isThingplanError(error)) throw error
    const { message, field, remedy } = error
    throw new CertificateProviderError('provider-certificate', message, { field, remedy, cause: error })
  }
}

/**
 * The Lambda function behind AWS IoT's certificate provider: devices that ask for a certificate with a request over MQTT get one
 * of your own CA in place of Amazon's.
 *
 * The request is read strictly, its signature and the strength of its key are checked, and the issuer is asked. What it answers
 * is handed to the device only if it is one certificate, for the key of the request, with the subject that `subject` says, and of no
 * CA. Everything else is a refusal, which a certificate provider says by throwing. An account has one provider, and it is for every device in it.
 *
 * @param options - `issuer` is required
 * @returns the handler; it answers `{ certificatePem }`, and throws `CertificateProviderError`
 * @throws {AdapterError} `adapter-option`, when the provider is created
 * @see AWS IoT Core Developer Guide, "Self-managed certificate signing using AWS IoT Core certificate provider"
 *
 * @example
 * ```ts
 * import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
 * import { createCertificateProvider } from '@thingplan/aws-adapter/certificate-provider'
 * import { createCertificateAuthority, createCertificateRequest, createKeyPair } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
 * const provider = createCertificateProvider({
 *   issuer: createAuthorityIssuer({ authority }),
 *   subject: ({ clientId = 'nobody' }) => ({ CN: clientId }),
 * })
 *
 * const keys = await createKeyPair()
 * const { pem } = await createCertificateRequest({ keys, subject: { CN: 'any' } })
 * const { certificatePem } = await provider({ certificateSigningRequest: pem, clientId: 'claim-1' })
 * certificatePem.startsWith('-----BEGIN CERTIFICATE-----') // => true
 * ```
 */
export const createCertificateProvider = (options: CertificateProviderOptions): CertificateProvider => {
  refuseUnknownOptions('createCertificateProvider', options, known)
  const { issuer, subject, onOutcome, audit, clock = () => new Date() } = options
  requireFunction(subject, 'subject')
  requireFunction(onOutcome, 'onOutcome')
  requireFunction(clock, 'clock')
  requireMethods(audit, 'audit', ['record'])
  if (typeof issuer?.issue !== 'function') {
    throw new AdapterError('adapter-option', '`issuer` has no method `issue`', { field: 'issuer' })
  }
  const range = { fallback: 4_000, min: 100, max: 60_000 }
  const deadlineMs = numberOption('deadlineMs', options.deadlineMs, range)

  return async (event, context) => {
    let request: SigningRequest | undefined
    const tell = async (outcome: SigningOutcome): Promise<void> => {
      const listener = onOutcome && (() => onOutcome(Object.freeze(outcome)))
      const events = (): readonly AuditEvent[] => auditSigningOutcome(outcome, context?.awsRequestId, clock())
      await tellOutcome({ onOutcome: listener, audit, events }, outcomeMs)
    }
    try {
      request = parseSigningRequest(event)
      const asked = issueRequest(request, await readRequest(request), subject)
      const certificatePem = check(await issue(asked, issuer, deadlineMs), asked)
      await tell({ kind: 'issued', certificatePem, principalId: request.principalId, clientId: request.clientId })
      return { certificatePem }
    } catch (error) {
      if (error instanceof CertificateProviderError) {
        await tell({ kind: 'refused', error, principalId: request?.principalId, clientId: request?.clientId })
      }
      throw error
    }
  }
}
