import { toHex } from '../bytes.js'
import { AsnConvert, PublicKey, SubjectPublicKeyInfo } from '../peculiar.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey, WebCrypto } from '../web-crypto.js'
import { checkKeyStrength } from './key-strength.js'
import { publicKeyAlgorithm } from './public-key-algorithm.js'

/**
 * A public key as certificates hold it, checked for algorithm and strength.
 *
 * @throws {PkiError} `pki-option` for a key that is not public; `key-algorithm-unsupported`, `key-too-weak`.
 */
export const publicKeyInfo = async (publicKey: CryptoKey, crypto: WebCrypto): Promise<Uint8Array> => {
  if (publicKey.type !== 'public' || !publicKey.extractable) {
    const remedy = 'give the public key of a pair'
    throw new PkiError('pki-option', 'the key is not a public key', { field: 'publicKey', remedy })
  }
  const spki = await crypto.subtle.exportKey('spki', publicKey)
  checkKeyStrength(publicKeyAlgorithm(new PublicKey(spki)))
  return new Uint8Array(spki)
}

/**
 * The identifier under which certificates refer to a key: the first 160 bits of the SHA-256 of its bits, in hex.
 *
 * RFC 7093 section 2, method 1, which RFC 5280 section 4.2.1.2 allows, in place of SHA-1.
 */
export const keyIdentifier = async (spki: Uint8Array, crypto: WebCrypto): Promise<string> => {
  const { subjectPublicKey } = AsnConvert.parse(spki, SubjectPublicKeyInfo)
  const digest = await crypto.subtle.digest('SHA-256', subjectPublicKey)
  return toHex(new Uint8Array(digest, 0, 20))
}
