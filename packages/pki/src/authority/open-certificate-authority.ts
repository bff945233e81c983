import { type Certificate, readCertificate } from '@thingplan/core'
import { checkOptions } from '../check-options.js'
import { signerScheme } from '../signer/sign-structure.js'
import type { Signer } from '../signer/signer.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'
import type { SigningAuthority } from './certificate-authority.js'
import { openAuthority } from './open-authority.js'

export interface OpenCertificateAuthorityOptions extends CryptoOption, TargetOption {
  /** The CA's certificate: PEM, DER, or read already. */
  readonly certificate: string | Uint8Array | Certificate
  /** Signs with the CA's private key. */
  readonly signer: Signer
}

/**
 * Opens a CA that exists: checks that its certificate is a CA's and that the signer signs with its key, which takes one signature.
 *
 * What it returns can be used for any number of certificates, and is not checked again.
 *
 * @throws {PkiError} `authority-unfit`, `authority-key-mismatch`, `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 * @throws {CertificateError} for a certificate that is none.
 * @example
 * ```ts
 * import { createCertificateAuthority, createPemSigner, exportPrivateKey, openCertificateAuthority } from '@thingplan/pki'
 *
 * const made = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const keyFile = await exportPrivateKey(made.privateKey, { passphrase: 'correct horse battery staple' })
 *
 * const signer = await createPemSigner(keyFile, { passphrase: 'correct horse battery staple' })
 * const authority = await openCertificateAuthority({ certificate: made.certificate.pem, signer })
 * authority.certificate.subject.get('CN') // => 'Factory CA'
 * ```
 */
export const openCertificateAuthority = async (options: OpenCertificateAuthorityOptions): Promise<SigningAuthority> => {
  checkOptions('openCertificateAuthority', options, ['certificate', 'signer'], ['target', 'crypto'])
  const { crypto = globalThis.crypto, certificate: source, signer } = options
  const isSource = typeof source === 'string' || source instanceof Uint8Array
  signerScheme(signer, readTarget(options))
  return openAuthority({ certificate: isSource ? readCertificate(source) : source, signer }, 'keyCertSign', crypto)
}
