import { checkOptions } from '../check-options.js'
import { keySigner } from '../signer/key-signer.js'
import { ownsKey } from '../signer/owns-key.js'
import type { CryptoKey, CryptoOption, WebCrypto } from '../web-crypto.js'
import { KeyPair } from './key-pair.js'
import { checkKeyStrength } from './key-strength.js'
import { privateKeyAlgorithm } from './private-key-info.js'
import type { PublicKeyAlgorithm } from './public-key-algorithm.js'
import { checkPublicKey } from './public-key-info.js'
import { readPkcs8, unreadable } from './read-pkcs8.js'

export interface OpenKeyPairOptions extends CryptoOption {
  /** Of an encrypted key; a text, taken as UTF-8. */
  readonly passphrase?: string | undefined
  /** Whether `exportPrivateKey` can write it again. Default false. */
  readonly exportable?: boolean | undefined
}

/** Its public key, which a PrivateKeyInfo need not hold: WebCrypto computes it where a key is exported as JWK. */
const publicKeyOf = async (
  pkcs8: Uint8Array,
  algorithm: PublicKeyAlgorithm & { readonly hash: string },
  { subtle }: WebCrypto,
): Promise<CryptoKey> => {
  const exportable = await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign'])
  const { kty, crv, x, y, n, e } = await subtle.exportKey('jwk', exportable)
  const defined = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)
  return subtle.importKey('jwk', Object.fromEntries(defined), algorithm, true, ['verify'])
}

interface Opened {
  readonly pair: KeyPair
  readonly spki: Uint8Array
}

/** The pair of a key; `undefined` where the octets are none, or where its halves do not fit. */
const open = async (
  pkcs8: Uint8Array,
  algorithm: PublicKeyAlgorithm,
  exportable: boolean,
  crypto: WebCrypto,
): Promise<Opened | undefined> => {
  try {
    const parameters = { ...algorithm, hash: 'SHA-256' }
    const publicKey = await publicKeyOf(pkcs8, parameters, crypto)
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, parameters, exportable, ['sign'])
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
    const isOwn = await ownsKey(keySigner(privateKey, spki, crypto), spki, crypto)
    return isOwn ? { pair: new KeyPair(publicKey, privateKey), spki } : undefined
  } catch {
    return undefined
  }
}

/**
 * Opens a key pair from a file: PKCS #8 in PEM, as it is or encrypted, or the older forms of RSA and EC.
 *
 * Encrypted keys are those of PBES2 with PBKDF2 and AES-CBC, which is what OpenSSL 3 and `exportPrivateKey` write. RSA signs with
 * SHA-256, EC by the strength of the curve. A key that only ever signs is better held by `createPemSigner`.
 *
 * @param pem the first private key in it is read, whatever stands around.
 * @returns the pair; printing or serialising it shows the algorithm, never the private key.
 * @throws {PkiError} `private-key-unreadable` for a corrupt key as for a wrong passphrase; `private-key-unsupported`,
 * `key-algorithm-unsupported`, `key-too-weak`; `pki-option`, also for an encrypted key without `passphrase`.
 * @see RFC 5958, RFC 8018
 * @example
 * ```ts
 * import { createKeyPair, exportPrivateKey, openKeyPair } from '@thingplan/pki'
 *
 * const { privateKey } = await createKeyPair('EC-P256')
 * const { publicKey } = await openKeyPair(await exportPrivateKey(privateKey))
 * publicKey.algorithm.name // => 'ECDSA'
 * ```
 */
export const openKeyPair = async (pem: string, options: OpenKeyPairOptions = {}): Promise<KeyPair> => {
  checkOptions('openKeyPair', options, [], ['passphrase', 'exportable', 'crypto'])
  const { crypto = globalThis.crypto, exportable = false, passphrase } = options
  const pkcs8 = await readPkcs8(pem, passphrase, crypto)
  try {
    const algorithm = privateKeyAlgorithm(pkcs8)
    if (algorithm === undefined) throw unreadable()
    // The size of RSA shows in the public key only.
    if (algorithm.name !== 'RSASSA-PKCS1-v1_5') checkKeyStrength(algorithm, 'x509')
    const opened = await open(pkcs8, algorithm, exportable, crypto)
    if (opened === undefined) throw unreadable()
    checkPublicKey(opened.spki, 'x509')
    return opened.pair
  } finally {
    pkcs8.fill(0)
  }
}
