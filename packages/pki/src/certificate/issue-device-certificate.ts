import type { Certificate } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import { checkOptions } from '../check-options.js'
import type { SubjectInput } from '../subject/subject-input.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'
import { type CertifiedKeyOptions, certifiedKey } from './certified-key.js'
import { issueCertificate } from './issue-certificate.js'
import { deviceExtensions } from './profile.js'
import type { ValidityOptions } from './validity.js'

export interface IssueDeviceCertificateOptions
  extends CertifiedKeyOptions,
    ValidityOptions,
    TargetOption,
    CryptoOption {
  readonly authority: AuthorityInput
  /** Decided by whoever issues: a request's own subject is never taken over. */
  readonly subject: SubjectInput
}

const defaultDays = 365

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
export const issueDeviceCertificate = async (options: IssueDeviceCertificateOptions): Promise<Certificate> => {
  const optional = ['publicKey', 'csr', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions('issueDeviceCertificate', options, ['authority', 'subject'], optional)
  const { crypto = globalThis.crypto, authority, subject, notBefore, notAfter, now } = options
  const target = readTarget(options)
  const spki = await certifiedKey(options, target, crypto)
  return issueCertificate(
    { authority, subject, notBefore, notAfter, now, spki, target, days: defaultDays, extensions: deviceExtensions },
    crypto,
  )
}
