import { isThingplanError } from '@thingplan/core'
import { type CertificateRequest, readCertificateRequest } from '@thingplan/pki'
import { AdapterError } from '../../error/adapter-error.js'
import { errorName } from '../../error/error-name.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireFunction } from '../../options/required-option.js'
import { within } from '../../sources/within.js'
import type { CertificateIssuer } from './certificate-issuer.js'
import { CertificateProviderError } from './certificate-provider-error.js'
import { checkIssued } from './check-issued.js'
import { parseSigningRequest, type SigningRequest } from './parse-signing-request.js'

/** What became of one request, for logs and audit; it holds no key. */
export type SigningOutcome =
  | {
      readonly kind: 'issued'
      readonly certificatePem: string
      readonly principalId: string | undefined
      readonly clientId: string | undefined
    }
  | {
      readonly kind: 'refused'
      readonly error: CertificateProviderError
      /** Absent where the event is malformed. */
      readonly principalId: string | undefined
      readonly clientId: string | undefined
    }

export interface CertificateProviderOptions {
  /** Who certifies. */
  readonly issuer: CertificateIssuer
  /** How long, in milliseconds, the issuer may take: 100 to 60000. Default 4000. */
  readonly deadlineMs?: number
  /** Told of every outcome; waited for half a second, and what it throws is dropped. */
  readonly onOutcome?: (outcome: SigningOutcome) => void | Promise<void>
}

/** The Lambda function behind a certificate provider. */
export type CertificateProvider = (event: unknown) => Promise<{ readonly certificatePem: string }>

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

const issue = async (
  request: SigningRequest,
  csr: CertificateRequest,
  issuer: CertificateIssuer,
  deadlineMs: number,
): Promise<unknown> => {
  const { principalId, clientId } = request
  const abort = new AbortController()
  const issued = await within(deadlineMs, () =>
    issuer.issue({
      csr,
      signal: abort.signal,
      ...(principalId === undefined ? {} : { principalId }),
      ...(clientId === undefined ? {} : { clientId }),
    }),
  )
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

/**
 * The Lambda function behind AWS IoT's certificate provider: devices that ask for a certificate with a request over MQTT get one
 * of your own CA in place of Amazon's.
 *
 * The request is read strictly, its signature and the strength of its key are checked, and the issuer is asked. What it answers
 * is handed to the device only if it is one certificate, for the key of the request, and of no CA. Everything else is a refusal,
 * which a certificate provider says by throwing. An account has one provider, and it is for every device in it.
 *
 * @param options - `issuer` is required
 * @returns the handler; it answers `{ certificatePem }`, and throws `CertificateProviderError`
 * @throws {AdapterError} `adapter-option`, when the provider is created
 * @see AWS IoT Core Developer Guide, "Self-managed certificate signing using AWS IoT Core certificate provider"
 *
 * @example
 * ```ts
 * import { createCertificateProvider } from '@thingplan/aws-adapter/certificate-provider'
 * import { createCertificateAuthority, createCertificateRequest, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
 * const provider = createCertificateProvider({
 *   issuer: {
 *     issue: async ({ csr }) => {
 *       const { pem } = await issueDeviceCertificate({ authority, csr: csr.pem, subject: { CN: 'device-1' } })
 *       return { certificatePem: pem }
 *     },
 *   },
 * })
 *
 * const keys = await createKeyPair()
 * const { pem } = await createCertificateRequest({ keys, subject: { CN: 'any' } })
 * const { certificatePem } = await provider({ certificateSigningRequest: pem, clientId: 'claim-1' })
 * certificatePem.startsWith('-----BEGIN CERTIFICATE-----') // => true
 * ```
 */
export const createCertificateProvider = (options: CertificateProviderOptions): CertificateProvider => {
  refuseUnknownOptions('createCertificateProvider', options, ['issuer', 'deadlineMs', 'onOutcome'])
  const { issuer, onOutcome } = options
  requireFunction(onOutcome, 'onOutcome')
  if (typeof issuer?.issue !== 'function') {
    throw new AdapterError('adapter-option', '`issuer` has no method `issue`', { field: 'issuer' })
  }
  const range = { fallback: 4_000, min: 100, max: 60_000 }
  const deadlineMs = numberOption('deadlineMs', options.deadlineMs, range)

  return async (event) => {
    let request: SigningRequest | undefined
    const tell = async (outcome: SigningOutcome): Promise<void> => {
      if (onOutcome !== undefined) await within(outcomeMs, async () => onOutcome(Object.freeze(outcome)))
    }
    try {
      request = parseSigningRequest(event)
      const csr = await readRequest(request)
      const certificatePem = checkIssued(await issue(request, csr, issuer, deadlineMs), csr)
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
