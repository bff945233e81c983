import { checkOptions } from '../check-options.js'
import { createKeyPair } from '../key/create-key-pair.js'
import type { KeyAlgorithm } from '../key/key-algorithm.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { keySigner } from '../signer/key-signer.js'
import { readTarget } from '../target.js'
import type { CertificateAuthority, SigningAuthority } from './certificate-authority.js'
import {
  certifyAuthority,
  checkNewAuthority,
  type NewAuthorityOptions,
  newAuthorityOptions,
} from './certify-authority.js'
import { OpenedAuthority } from './opened-authority.js'

export interface CreateCertificateAuthorityOptions extends NewAuthorityOptions {
  /** Default `EC-P256`. */
  readonly keyAlgorithm?: KeyAlgorithm | undefined
}

/**
 * Makes a CA: a key pair, and a certificate that it signs itself, or that the CA above it issues.
 *
 * @param options `notAfter` is ten years from now by default, for an intermediate five; not after the issuer's.
 * @returns certificate and private key; the key is exportable (`exportPrivateKey`), but neither printed nor serialised.
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`, `validity-malformed`, `validity-outside-issuer`,
 * `key-algorithm-unsupported`, `authority-unfit`, `authority-key-mismatch`, `pki-option`.
 * @see RFC 5280 section 4.2.1; https://docs.aws.amazon.com/iot/latest/developerguide/create-your-CA-cert.html
 * @example
 * ```ts
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const root = await createCertificateAuthority({ subject: 'CN=Factory CA,O=Acme', pathLength: 1 })
 * root.certificate.subject.toString() // => 'CN=Factory CA,O=Acme'
 *
 * const line = await createCertificateAuthority({ subject: 'CN=Line 4,O=Acme', issuer: root })
 * line.certificate.basicConstraints // => { ca: true, pathLength: 0 }
 * ```
 */
export const createCertificateAuthority = async (
  options: CreateCertificateAuthorityOptions,
): Promise<CertificateAuthority & SigningAuthority> => {
  checkOptions('createCertificateAuthority', options, ['subject'], ['keyAlgorithm', ...newAuthorityOptions])
  const { crypto = globalThis.crypto, keyAlgorithm } = options
  const target = readTarget(options)
  checkNewAuthority(options)
  if (keyAlgorithm === 'Ed25519' && target === 'aws-iot') {
    throw new PkiError('key-algorithm-unsupported', 'certificates of Ed25519 are not taken by AWS IoT', {
      field: 'keyAlgorithm',
      value: keyAlgorithm,
      remedy: 'choose an EC or RSA key, or the target `x509`',
    })
  }
  const { publicKey, privateKey } = await createKeyPair(keyAlgorithm, { crypto })
  const signer = keySigner(privateKey, await publicKeyInfo(publicKey, target, crypto), crypto)
  return new OpenedAuthority(await certifyAuthority(options, signer), signer, privateKey)
}
