import type { Certificate } from '@thingplan/core'
import { equalBytes } from '../bytes.js'
import { checkOptions } from '../check-options.js'
import { PkiError } from '../pki-error.js'
import { isSigningKey, keySigner } from '../signer/key-signer.js'
import { ownsKey } from '../signer/owns-key.js'
import type { Signer } from '../signer/signer.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'

/** A key in any of its forms: of WebCrypto, private or public; a signer; a SubjectPublicKeyInfo in DER. */
export type AnyKey = CryptoKey | Signer | Uint8Array

const isSigner = (key: AnyKey): key is Signer => 'sign' in key && typeof key.sign === 'function'

/**
 * Whether a key is that of a certificate.
 *
 * A public key is compared; of a private key and of a signer a signature is verified, so that nobody's word is taken for it.
 *
 * @throws {PkiError} `pki-option` for what is no key; `key-algorithm-unsupported` for a private key that signs as X.509 does not.
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, keyMatches } from '@thingplan/pki'
 *
 * const { certificate, privateKey } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * await keyMatches(certificate, privateKey) // => true
 * await keyMatches(certificate, (await createKeyPair()).publicKey) // => false
 * ```
 */
export const keyMatches = async (
  certificate: Certificate,
  key: AnyKey,
  options: CryptoOption = {},
): Promise<boolean> => {
  checkOptions('keyMatches', options, [], ['crypto'])
  const { crypto = globalThis.crypto } = options
  const { spki } = certificate.publicKey
  if (key instanceof Uint8Array) return equalBytes(key, spki)
  if (typeof key === 'object' && key !== null) {
    if (isSigner(key)) return ownsKey(key, spki, crypto)
    if (key.type === 'public' && key.extractable) {
      return equalBytes(new Uint8Array(await crypto.subtle.exportKey('spki', key)), spki)
    }
    if (isSigningKey(key)) return ownsKey(keySigner(key, spki, crypto), spki, crypto)
  }
  const remedy = 'give a key of WebCrypto, a signer, or a SubjectPublicKeyInfo in DER'
  throw new PkiError('pki-option', 'this is no key that can be compared', { field: 'key', remedy })
}
