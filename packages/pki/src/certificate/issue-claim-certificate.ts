import type { Certificate } from '@thingplan/core'
import type { SubjectInput } from '../subject/subject-input.js'
import { type IssueClientCertificateOptions, issueClientCertificate } from './issue-client-certificate.js'

export interface IssueClaimCertificateOptions extends IssueClientCertificateOptions {
  /** For example the production line; devices get their own names later. */
  readonly subject: SubjectInput
}

/**
 * Issues a claim certificate: what many devices carry from the factory, good for asking for a certificate of their own and for
 * nothing else, if its policy says so.
 *
 * @param options `notAfter` is 365 days from now by default, or the end of the CA's if that is earlier; devices that leave the
 * factory later need another claim.
 * @throws {PkiError} as `issueDeviceCertificate`.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/provision-wo-cert.html
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, issueClaimCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { publicKey } = await createKeyPair()
 * const claim = await issueClaimCertificate({ authority, publicKey, subject: 'CN=line 4' })
 * claim.extendedKeyUsage // => ['1.3.6.1.5.5.7.3.2']
 * ```
 */
export const issueClaimCertificate = (options: IssueClaimCertificateOptions): Promise<Certificate> =>
  issueClientCertificate('issueClaimCertificate', options)
