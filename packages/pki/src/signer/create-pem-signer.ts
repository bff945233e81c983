import { checkOptions } from '../check-options.js'
import { openKeyPair } from '../key/open-key-pair.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import type { CryptoOption } from '../web-crypto.js'
import { keySigner } from './key-signer.js'
import type { Signer } from './signer.js'

export interface CreatePemSignerOptions extends CryptoOption {
  /** Of an encrypted key; a text, taken as UTF-8. */
  readonly passphrase?: string | undefined
}

/**
 * A signer of a private key from a file: PKCS #8 in PEM, as it is or encrypted, or the older forms of RSA and EC.
 *
 * Encrypted keys are those of PBES2 with PBKDF2 and AES-CBC, which is what OpenSSL 3 and `exportPrivateKey` write. RSA signs with
 * SHA-256, EC by the strength of the curve. The key is held by WebCrypto and cannot be taken out of the signer.
 *
 * @param pem the first private key in it is read, whatever stands around.
 * @throws {PkiError} `private-key-unreadable` for a corrupt key as for a wrong passphrase; `private-key-unsupported`,
 * `key-algorithm-unsupported`, `key-too-weak`; `pki-option`, also for an encrypted key without `passphrase`.
 * @see RFC 5958, RFC 8018
 * @example
 * ```ts
 * import { createKeyPair, createPemSigner, exportPrivateKey } from '@thingplan/pki'
 *
 * const { privateKey } = await createKeyPair('EC-P256')
 * const pem = await exportPrivateKey(privateKey, { passphrase: 'correct horse battery staple' })
 *
 * const signer = await createPemSigner(pem, { passphrase: 'correct horse battery staple' })
 * signer.algorithm // => 'ecdsa-with-SHA256'
 * ```
 */
export const createPemSigner = async (pem: string, options: CreatePemSignerOptions = {}): Promise<Signer> => {
  checkOptions('createPemSigner', options, [], ['passphrase', 'crypto'])
  const { crypto = globalThis.crypto } = options
  const { publicKey, privateKey } = await openKeyPair(pem, options)
  return keySigner(privateKey, await publicKeyInfo(publicKey, 'x509', crypto), crypto)
}
