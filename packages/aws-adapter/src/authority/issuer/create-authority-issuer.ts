import type { Certificate } from '@thingplan/core'
import { type AuthorityInput, issueDeviceCertificate } from '@thingplan/pki'
import { AdapterError } from '../../error/adapter-error.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireFunction } from '../../options/required-option.js'
import { checkIssued } from './check-issued.js'
import type { Issuer } from './issuer.js'
import { requireSubject } from './require-subject.js'
import { refuseAborted, untilAborted } from './until-aborted.js'

export interface AuthorityIssuerOptions {
  /**
   * The CA, with its private key or with any signer. One that pki's `openCertificateAuthority` has opened is checked once and for
   * all; another is checked anew for each certificate, which costs a signature.
   */
  readonly authority: AuthorityInput
  /** The CAs above it, its issuer first; part of `chainPem`. Default: none, it is a root. */
  readonly above?: readonly Certificate[]
  /** How long a certificate is valid where the request does not say: 1 to 36500 days, not longer than the CA. Default 365. */
  readonly validityDays?: number
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

const day = 86_400_000

const requireAuthority = (authority: AuthorityInput): void => {
  if (typeof authority?.certificate?.pem === 'string') return
  throw new AdapterError('adapter-option', '`authority` is not a CA', {
    field: 'authority',
    remedy: 'give what `openCertificateAuthority` or `createCertificateAuthority` of @thingplan/pki returns',
  })
}

/**
 * An issuer that is a CA of your own, whose key may live anywhere: in a file, in a vault, in KMS.
 *
 * The subject is the one that it is asked for, never the request's own. What it issues is not registered with AWS IoT. Asked the
 * same twice it makes two certificates of the same key and subject, also with the same idempotency key: of one that was never handed
 * out nobody knows.
 *
 * @param options - `authority` is required
 * @returns an issuer; it rejects with `IssuerError` (`issuer-request` without a subject, `issuer-certificate`, `issuer-aborted`),
 * with `PkiError`, and with what the signer throws
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
 * import { createCertificateAuthority, createCertificateRequest, createKeyPair } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Fleet CA' })
 * const issuer = createAuthorityIssuer({ authority, validityDays: 90 })
 *
 * const csr = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=any' })
 * const { registered } = await issuer.issue({ csr, subject: 'CN=device-1' })
 * registered // => false
 * ```
 */
export const createAuthorityIssuer = (options: AuthorityIssuerOptions): Issuer => {
  refuseUnknownOptions('createAuthorityIssuer', options, ['authority', 'above', 'validityDays', 'clock'])
  const { authority, above = [], clock = () => new Date() } = options
  requireAuthority(authority)
  requireFunction(clock, 'clock')
  const validityDays = numberOption('validityDays', options.validityDays, { fallback: 365, min: 1, max: 36_500 })
  const { certificate: ca } = authority
  const chainPem = [ca, ...above].map(({ pem }) => pem).join('')

  return Object.freeze({
    issue: (request) =>
      untilAborted(request.signal, async () => {
        const { csr, notBefore } = request
        const now = clock()
        const end = Math.min(now.getTime() + validityDays * day, ca.notAfter.getTime())
        const { notAfter = new Date(end) } = request
        const subject = requireSubject(request)
        const issued = await issueDeviceCertificate({ authority, csr: csr.der, subject, notBefore, notAfter, now })
        refuseAborted(request.signal)
        const { pem, id } = checkIssued(issued.pem, request)
        return Object.freeze({ certificatePem: pem, chainPem, certificateId: id, registered: false })
      }),
  } satisfies Issuer)
}
