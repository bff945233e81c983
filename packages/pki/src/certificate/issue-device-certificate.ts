import type { Certificate } from '@thingplan/core'
import type { CertificateAuthority } from '../authority/certificate-authority.js'
import { checkOptions } from '../check-options.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { readCertificateRequest } from '../request/read-certificate-request.js'
import type { SubjectInput } from '../subject/subject-input.js'
import type { CryptoKey, CryptoOption, WebCrypto } from '../web-crypto.js'
import { issueCertificate } from './issue-certificate.js'
import { deviceExtensions } from './profile.js'
import type { ValidityOptions } from './validity.js'

export interface IssueDeviceCertificateOptions extends ValidityOptions, CryptoOption {
  readonly authority: CertificateAuthority
  /** Decided by whoever issues: a request's own subject is never taken over. */
  readonly subject: SubjectInput
  /** The device's key; or a request that it has signed, in `csr`. */
  readonly publicKey?: CryptoKey | undefined
  /** PKCS #10 request in PEM or DER; its signature is checked. */
  readonly csr?: string | Uint8Array | undefined
}

const defaultDays = 365

const keyOf = async ({ publicKey, csr }: IssueDeviceCertificateOptions, crypto: WebCrypto): Promise<Uint8Array> => {
  if (csr !== undefined && publicKey === undefined) return (await readCertificateRequest(csr, { crypto })).spki
  if (publicKey !== undefined && csr === undefined) return publicKeyInfo(publicKey, crypto)
  throw new PkiError('pki-option', 'a device certificate needs exactly one of `publicKey` and `csr`', {
    field: 'publicKey',
    remedy: 'give the public key, or a request that its private key has signed',
  })
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
export const issueDeviceCertificate = async (options: IssueDeviceCertificateOptions): Promise<Certificate> => {
  const optional = ['publicKey', 'csr', 'notBefore', 'notAfter', 'now', 'crypto']
  checkOptions('issueDeviceCertificate', options, ['authority', 'subject'], optional)
  const { crypto = globalThis.crypto, authority, subject, notBefore, notAfter, now } = options
  const spki = await keyOf(options, crypto)
  return issueCertificate(
    { authority, subject, notBefore, notAfter, now, spki, days: defaultDays, extensions: deviceExtensions },
    crypto,
  )
}
