import type { Certificate } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import { checkOptions } from '../check-options.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import type { SubjectInput } from '../subject/subject-input.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'
import { alternativeNames } from './alternative-name.js'
import { issueCertificate } from './issue-certificate.js'
import { serverExtensions } from './profile.js'
import type { ValidityOptions } from './validity.js'

export interface IssueServerCertificateOptions extends ValidityOptions, TargetOption, CryptoOption {
  readonly authority: AuthorityInput
  /** A key of WebCrypto's, or a SubjectPublicKeyInfo in DER. */
  readonly publicKey: CryptoKey | Uint8Array
  /** Names that clients connect to; `dnsNames` and `ipAddresses` hold at least one together. */
  readonly dnsNames?: readonly string[] | undefined
  /** IPv4 and IPv6 addresses that clients connect to. */
  readonly ipAddresses?: readonly string[] | undefined
  /** Default: the first name or address as common name, cut to 64 characters; clients look at the names above. */
  readonly subject?: SubjectInput | undefined
}

const defaultDays = 365
const longestCommonName = 64

/**
 * Issues a certificate for a TLS server, for example a broker on this machine.
 *
 * @param options `notAfter` is 365 days from now by default, or the end of the CA's if that is earlier.
 * @throws {PkiError} `alternative-name-malformed`, `subject-malformed`, `subject-value-refused`, `validity-malformed`,
 * `validity-outside-issuer`, `key-too-weak`, `key-algorithm-unsupported`, `authority-unfit`, `authority-key-mismatch`,
 * `pki-option`.
 * @see RFC 5280 section 4.2.1.6; RFC 9525
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, issueServerCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Local CA' })
 * const { publicKey } = await createKeyPair()
 * const certificate = await issueServerCertificate({ authority, publicKey, ipAddresses: ['127.0.0.1'] })
 * certificate.subjectAlternativeNames // => [{ kind: 'ip', value: '127.0.0.1' }]
 * ```
 */
export const issueServerCertificate = async (options: IssueServerCertificateOptions): Promise<Certificate> => {
  const optional = ['dnsNames', 'ipAddresses', 'subject', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions('issueServerCertificate', options, ['authority', 'publicKey'], optional)
  const { crypto = globalThis.crypto, authority, dnsNames = [], ipAddresses = [], notBefore, notAfter, now } = options
  const names = alternativeNames(dnsNames, ipAddresses)
  const { subject = { CN: names[0].value.slice(0, longestCommonName) } } = options
  const target = readTarget(options)
  const spki = await publicKeyInfo(options.publicKey, target, crypto)
  return issueCertificate(
    {
      authority,
      subject,
      notBefore,
      notAfter,
      now,
      spki,
      target,
      days: defaultDays,
      extensions: (keys) => serverExtensions(keys, names),
    },
    crypto,
  )
}
