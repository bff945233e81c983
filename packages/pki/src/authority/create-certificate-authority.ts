import { authorityExtensions } from '../certificate/profile.js'
import { signCertificate } from '../certificate/sign-certificate.js'
import { resolveValidity, type ValidityOptions } from '../certificate/validity.js'
import { checkOptions } from '../check-options.js'
import { createKeyPair } from '../key/create-key-pair.js'
import type { KeyAlgorithm } from '../key/key-algorithm.js'
import { keyIdentifier, publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { encodeSubject } from '../subject/encode-subject.js'
import type { SubjectInput } from '../subject/subject-input.js'
import type { CryptoOption } from '../web-crypto.js'
import { type CertificateAuthority, HeldAuthority } from './certificate-authority.js'

export interface CreateCertificateAuthorityOptions extends ValidityOptions, CryptoOption {
  /** At most ten CAs with one subject can be registered with AWS IoT in an account and region. */
  readonly subject: SubjectInput
  /** Default `EC-P256`. */
  readonly keyAlgorithm?: KeyAlgorithm | undefined
  /** How many CAs may stand between this one and a device: 0 to 255. Default 0, it signs devices only. */
  readonly pathLength?: number | undefined
}

/** Ten years, in days. */
const defaultDays = 3653

const checkPathLength = (pathLength: number): number => {
  if (Number.isInteger(pathLength) && pathLength >= 0 && pathLength <= 255) return pathLength
  throw new PkiError('pki-option', 'the path length is not a whole number from 0 to 255', {
    field: 'pathLength',
    value: String(pathLength),
    remedy: 'leave it out for a CA that signs devices only',
  })
}

/**
 * Makes a root CA: a key pair, and a certificate that it signs itself.
 *
 * @param options `notAfter` is ten years from now by default.
 * @returns certificate and private key; the key is exportable (`exportPrivateKey`), but neither printed nor serialised.
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`, `validity-malformed`, `key-algorithm-unsupported`, `pki-option`.
 * @see RFC 5280 section 4.2.1; https://docs.aws.amazon.com/iot/latest/developerguide/create-your-CA-cert.html
 * @example
 * ```ts
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA,O=Acme' })
 * authority.certificate.subject.toString() // => 'CN=Factory CA,O=Acme'
 * authority.certificate.basicConstraints // => { ca: true, pathLength: 0 }
 * ```
 */
export const createCertificateAuthority = async (
  options: CreateCertificateAuthorityOptions,
): Promise<CertificateAuthority> => {
  const optional = ['keyAlgorithm', 'pathLength', 'notBefore', 'notAfter', 'now', 'crypto']
  checkOptions('createCertificateAuthority', options, ['subject'], optional)
  const { crypto = globalThis.crypto, keyAlgorithm, pathLength = 0 } = options
  const subject = encodeSubject(options.subject)
  const validity = resolveValidity(options, defaultDays)
  checkPathLength(pathLength)
  const { publicKey, privateKey } = await createKeyPair(keyAlgorithm, { crypto })
  const spki = await publicKeyInfo(publicKey, crypto)
  const extensions = authorityExtensions(await keyIdentifier(spki, crypto), pathLength)
  const contents = { subject, issuer: subject, validity, spki, extensions }
  return new HeldAuthority(await signCertificate(contents, privateKey, crypto), privateKey)
}
