import { type Certificate, quote } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import { checkOptions } from '../check-options.js'
import { createKeyPair } from '../key/create-key-pair.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'
import { issueCertificate } from './issue-certificate.js'
import { verificationExtensions } from './profile.js'
import type { ValidityOptions } from './validity.js'

export interface IssueVerificationCertificateOptions extends ValidityOptions, TargetOption, CryptoOption {
  readonly authority: AuthorityInput
  /** What GetRegistrationCode answers: 64 hexadecimal digits. */
  readonly registrationCode: string
  /** Default: that of a key that is made for it and thrown away, since nobody ever uses it. */
  readonly publicKey?: CryptoKey | Uint8Array | undefined
}

const defaultDays = 1

/**
 * Issues the certificate that shows AWS IoT that the CA's private key is at hand: its common name is the registration code.
 *
 * @param options `notAfter` is a day from now by default.
 * @returns the certificate for `RegisterCACertificate`'s `verificationCertificate`.
 * @throws {PkiError} `registration-code-malformed`, `validity-malformed`, `validity-outside-issuer`, `authority-unfit`,
 * `authority-key-mismatch`, `pki-option`.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/create-CA-verification-cert.html
 * @example
 * ```ts
 * import { createCertificateAuthority, issueVerificationCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const registrationCode = '0123456789abcdef'.repeat(4)
 * const certificate = await issueVerificationCertificate({ authority, registrationCode })
 * certificate.subject.get('CN') // => '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
 * ```
 */
export const issueVerificationCertificate = async (
  options: IssueVerificationCertificateOptions,
): Promise<Certificate> => {
  const optional = ['publicKey', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions('issueVerificationCertificate', options, ['authority', 'registrationCode'], optional)
  const { crypto = globalThis.crypto, authority, registrationCode, notBefore, notAfter, now } = options
  if (typeof registrationCode !== 'string' || !/^[0-9a-fA-F]{64}$/.test(registrationCode)) {
    const value = String(registrationCode)
    throw new PkiError('registration-code-malformed', `${quote(value)} is not a registration code`, {
      field: 'registrationCode',
      value,
      remedy: 'give the 64 hexadecimal digits that GetRegistrationCode answers',
    })
  }
  const target = readTarget(options)
  const publicKey = options.publicKey ?? (await createKeyPair('EC-P256', { crypto, exportable: false })).publicKey
  const spki = await publicKeyInfo(publicKey, target, crypto)
  const subject = { CN: registrationCode }
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
      extensions: verificationExtensions,
    },
    crypto,
  )
}
