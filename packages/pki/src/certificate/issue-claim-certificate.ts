import type { Certificate } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import { checkOptions } from '../check-options.js'
import type { SubjectInput } from '../subject/subject-input.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'
import { type CertifiedKeyOptions, certifiedKey } from './certified-key.js'
import { issueCertificate } from './issue-certificate.js'
import { claimExtensions } from './profile.js'
import type { ValidityOptions } from './validity.js'

export interface IssueClaimCertificateOptions extends CertifiedKeyOptions, ValidityOptions, TargetOption, CryptoOption {
  readonly authority: AuthorityInput
  /** For example the production line; devices get their own names later. */
  readonly subject: SubjectInput
}

const defaultDays = 365

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
export const issueClaimCertificate = async (options: IssueClaimCertificateOptions): Promise<Certificate> => {
  const optional = ['publicKey', 'csr', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions('issueClaimCertificate', options, ['authority', 'subject'], optional)
  const { crypto = globalThis.crypto, authority, subject, notBefore, notAfter, now } = options
  const target = readTarget(options)
  const spki = await certifiedKey(options, target, crypto)
  return issueCertificate(
    { authority, subject, notBefore, notAfter, now, spki, target, days: defaultDays, extensions: claimExtensions },
    crypto,
  )
}
