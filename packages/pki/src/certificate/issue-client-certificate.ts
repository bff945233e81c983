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

/** What a certificate of a TLS client is made of, whether a device keeps it or only asks for its own with it. */
export interface IssueClientCertificateOptions
  extends CertifiedKeyOptions,
    ValidityOptions,
    TargetOption,
    CryptoOption {
  readonly authority: AuthorityInput
  readonly subject: SubjectInput
}

const defaultDays = 365

/** Issues a certificate that a TLS client presents; `owner` is the function that the caller knows. */
export const issueClientCertificate = async (
  owner: string,
  options: IssueClientCertificateOptions,
): Promise<Certificate> => {
  const optional = ['publicKey', 'csr', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions(owner, options, ['authority', 'subject'], optional)
  const { crypto = globalThis.crypto, authority, subject, notBefore, notAfter, now } = options
  const target = readTarget(options)
  const spki = await certifiedKey(options, target, crypto)
  return issueCertificate(
    { authority, subject, notBefore, notAfter, now, spki, target, days: defaultDays, extensions: deviceExtensions },
    crypto,
  )
}
