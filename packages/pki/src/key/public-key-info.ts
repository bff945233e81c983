import { toHex } from '../bytes.js'
import { PkiError } from '../pki-error.js'
import type { Target } from '../target.js'
import type { CryptoKey, WebCrypto } from '../web-crypto.js'
import { checkKeyStrength } from './key-strength.js'
import { type PublicKeyAlgorithm, readPublicKey } from './public-key-algorithm.js'

const notPublic = (cause?: unknown): PkiError => {
  const remedy = 'give the public key of a pair, or its SubjectPublicKeyInfo in DER'
  return new PkiError('pki-option', 'the key is not a public key', { field: 'publicKey', remedy, cause })
}

/**
 * The algorithm of a SubjectPublicKeyInfo, which its target takes.
 *
 * @throws {PkiError} `pki-option` where it is none; `key-algorithm-unsupported`, `key-too-weak`.
 */
export const checkPublicKey = (spki: Uint8Array, target: Target): PublicKeyAlgorithm => {
  const key = readPublicKey(spki)
  if (key === undefined) throw notPublic()
  checkKeyStrength(key.algorithm, target)
  return key.algorithm
}

/**
 * A public key to verify with; fails where its octets are no key, for example no point of its curve.
 *
 * @param hash of the signature, where the algorithm of the key leaves it open.
 */
export const importPublicKey = (
  spki: Uint8Array,
  algorithm: PublicKeyAlgorithm,
  hash: string,
  crypto: WebCrypto,
): Promise<CryptoKey> => crypto.subtle.importKey('spki', spki, { ...algorithm, hash }, true, ['verify'])

const exported = async (key: CryptoKey | Uint8Array, crypto: WebCrypto): Promise<Uint8Array> => {
  if (key instanceof Uint8Array) return Uint8Array.from(key)
  if (key?.type !== 'public' || !key.extractable) throw notPublic()
  return new Uint8Array(await crypto.subtle.exportKey('spki', key))
}

/**
 * A public key as certificates hold it, checked for algorithm and strength.
 *
 * @param publicKey a key of WebCrypto's, or a SubjectPublicKeyInfo in DER.
 * @throws {PkiError} `pki-option` for a key that is not public; `key-algorithm-unsupported`, `key-too-weak`.
 */
export const publicKeyInfo = async (
  publicKey: CryptoKey | Uint8Array,
  target: Target,
  crypto: WebCrypto,
): Promise<Uint8Array> => {
  const spki = await exported(publicKey, crypto)
  const algorithm = checkPublicKey(spki, target)
  if (publicKey instanceof Uint8Array) {
    await importPublicKey(spki, algorithm, 'SHA-256', crypto).catch((cause: unknown) => {
      throw notPublic(cause)
    })
  }
  return spki
}

/**
 * The identifier under which certificates refer to a key: the first 160 bits of the SHA-256 of its bits, in hex.
 *
 * RFC 7093 section 2, method 1, which RFC 5280 section 4.2.1.2 allows, in place of SHA-1.
 */
export const keyIdentifier = async (spki: Uint8Array, crypto: WebCrypto): Promise<string> => {
  const { subjectPublicKey = spki } = readPublicKey(spki) ?? {}
  const digest = await crypto.subtle.digest('SHA-256', subjectPublicKey)
  return toHex(new Uint8Array(digest, 0, 20))
}
