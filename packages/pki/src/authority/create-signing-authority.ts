import { checkOptions } from '../check-options.js'
import { signerScheme } from '../signer/sign-structure.js'
import type { Signer } from '../signer/signer.js'
import { readTarget } from '../target.js'
import type { SigningAuthority } from './certificate-authority.js'
import {
  certifyAuthority,
  checkNewAuthority,
  type NewAuthorityOptions,
  newAuthorityOptions,
} from './certify-authority.js'
import { openAuthority } from './open-authority.js'

export interface CreateSigningAuthorityOptions extends NewAuthorityOptions {
  /** Signs with the CA's private key. */
  readonly signer: Signer
}

/**
 * Makes a CA of a key that exists and stays where it is: a certificate that it signs itself, or that the CA above it issues.
 *
 * @param options `notAfter` is ten years from now by default, for an intermediate five; not after the issuer's.
 * @throws {PkiError} as `createCertificateAuthority`; `authority-key-mismatch` also where the signer does not sign with the key
 * that it shows.
 * @see RFC 5280 section 4.2.1
 * @example
 * ```ts
 * import { createKeyPair, createSigningAuthority, createWebCryptoSigner } from '@thingplan/pki'
 *
 * const signer = await createWebCryptoSigner(await createKeyPair('EC-P384', { exportable: false }))
 * const { certificate } = await createSigningAuthority({ subject: 'CN=Factory CA', signer, pathLength: 1 })
 * certificate.basicConstraints // => { ca: true, pathLength: 1 }
 * ```
 */
export const createSigningAuthority = async (options: CreateSigningAuthorityOptions): Promise<SigningAuthority> => {
  checkOptions('createSigningAuthority', options, ['subject', 'signer'], newAuthorityOptions)
  const { crypto = globalThis.crypto, signer } = options
  signerScheme(signer, readTarget(options))
  checkNewAuthority(options)
  return openAuthority({ certificate: await certifyAuthority(options, signer), signer }, 'keyCertSign', crypto)
}
