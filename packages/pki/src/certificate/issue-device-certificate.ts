import type { Certificate } from '@thingplan/core'
import type { SubjectInput } from '../subject/subject-input.js'
import { type IssueClientCertificateOptions, issueClientCertificate } from './issue-client-certificate.js'

export interface IssueDeviceCertificateOptions extends IssueClientCertificateOptions {
  /** Decided by whoever issues: a request's own subject is never taken over. */
  readonly subject: SubjectInput
}

/**
 * Issues a certificate that a device presents as a TLS client.
 *
 * @param options `notAfter` is 365 days from now by default, or the end of the CA's if that is earlier.
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`, `validity-malformed`, `validity-outside-issuer`,
 * `request-malformed`, `request-signature`, `key-too-weak`, `key-algorithm-unsupported`, `authority-unfit`,
 * `authority-key-mismatch`, `pki-option`.
 * @see RFC 5280 section 4.2.1; https://docs.aws.amazon.com/iot/latest/developerguide/create-device-cert.html
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { publicKey } = await createKeyPair()
 * const certificate = await issueDeviceCertificate({ authority, publicKey, subject: { CN: 'device-1', title: 'iot' } })
 * certificate.subject.get('title') // => 'iot'
 * certificate.issuer.get('CN') // => 'Factory CA'
 * ```
 */
export const issueDeviceCertificate = (options: IssueDeviceCertificateOptions): Promise<Certificate> =>
  issueClientCertificate('issueDeviceCertificate', options)
