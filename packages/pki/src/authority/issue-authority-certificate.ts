import type { Certificate } from '@thingplan/core'
import { type CertifiedKeyOptions, certifiedKey } from '../certificate/certified-key.js'
import { issueCertificate } from '../certificate/issue-certificate.js'
import { type Extensions, intermediateExtensions, type KeyIdentifiers } from '../certificate/profile.js'
import type { ValidityOptions } from '../certificate/validity.js'
import { checkOptions } from '../check-options.js'
import type { SubjectInput } from '../subject/subject-input.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'
import type { AuthorityInput } from './certificate-authority.js'
import { checkPathLength } from './path-length.js'

export interface IssueAuthorityCertificateOptions
  extends CertifiedKeyOptions,
    ValidityOptions,
    TargetOption,
    CryptoOption {
  /** The CA above. */
  readonly authority: AuthorityInput
  readonly subject: SubjectInput
  /** How many CAs may stand between the new one and a device: 0 to 255, and less than the issuer's. Default 0. */
  readonly pathLength?: number | undefined
}

/** Five years, in days. */
const defaultDays = 1826

/**
 * Issues the certificate of an intermediate CA whose key is elsewhere, in a vault for example: for its public key, or for a
 * request that it has signed.
 *
 * @param options `notAfter` is five years from now by default, or the end of the issuer's if that is earlier.
 * @throws {PkiError} as `issueDeviceCertificate`; `authority-unfit` also where the issuer's path length leaves no room.
 * @see RFC 5280 section 4.2.1.9
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, issueAuthorityCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Root', pathLength: 1 })
 * const { publicKey } = await createKeyPair()
 * const certificate = await issueAuthorityCertificate({ authority, publicKey, subject: 'CN=Line 4' })
 * certificate.basicConstraints // => { ca: true, pathLength: 0 }
 * certificate.issuer.get('CN') // => 'Root'
 * ```
 */
export const issueAuthorityCertificate = async (options: IssueAuthorityCertificateOptions): Promise<Certificate> => {
  const optional = ['publicKey', 'csr', 'pathLength', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions('issueAuthorityCertificate', options, ['authority', 'subject'], optional)
  const { crypto = globalThis.crypto, authority, subject, pathLength = 0, notBefore, notAfter, now } = options
  const target = readTarget(options)
  checkPathLength(pathLength, authority.certificate)
  const spki = await certifiedKey(options, target, crypto)
  const extensions = (keys: KeyIdentifiers): Extensions => intermediateExtensions(keys, pathLength)
  return issueCertificate(
    { authority, subject, notBefore, notAfter, now, spki, target, days: defaultDays, extensions },
    crypto,
  )
}
