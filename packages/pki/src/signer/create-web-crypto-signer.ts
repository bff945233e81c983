import { checkOptions } from '../check-options.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'
import { isSigningKey, keySigner } from './key-signer.js'
import { ownsKey } from './owns-key.js'
import type { Signer } from './signer.js'

/**
 * A signer of a key pair of WebCrypto, for example one that `createKeyPair` has made and that is not exportable.
 *
 * @param keys the pair; that it is one is proven by a signature.
 * @throws {PkiError} `key-mismatch`, `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 * @example
 * ```ts
 * import { createKeyPair, createWebCryptoSigner } from '@thingplan/pki'
 *
 * const signer = await createWebCryptoSigner(await createKeyPair('EC-P384', { exportable: false }))
 * signer.algorithm // => 'ecdsa-with-SHA384'
 * ```
 */
export const createWebCryptoSigner = async (
  keys: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey },
  options: CryptoOption = {},
): Promise<Signer> => {
  checkOptions('createWebCryptoSigner', options, [], ['crypto'])
  const { crypto = globalThis.crypto } = options
  const { publicKey, privateKey } = keys
  if (!isSigningKey(privateKey)) {
    const remedy = 'give a private key with the usage `sign`'
    throw new PkiError('pki-option', 'the key is not a private key that signs', { field: 'privateKey', remedy })
  }
  const spki = await publicKeyInfo(publicKey, 'x509', crypto)
  const signer = keySigner(privateKey, spki, crypto)
  if (await ownsKey(signer, spki, crypto)) return signer
  throw new PkiError('key-mismatch', 'the private key is not that of the public key', {
    field: 'privateKey',
    remedy: 'give both keys of one pair',
  })
}
