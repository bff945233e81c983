import { checkOptions } from '../check-options.js'
import { writePem } from '../pem.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'
import { encryptPrivateKey } from './pbes2.js'

export interface ExportPrivateKeyOptions extends CryptoOption {
  /** Encrypts what is written: AES-256-CBC under a key that PBKDF2 makes of this text. Default: it is not encrypted. */
  readonly passphrase?: string | undefined
}

/**
 * Writes a private key as text, for a device or for a file that only its owner reads.
 *
 * @returns PKCS #8 in PEM (RFC 7468 sections 10 and 11).
 * @throws {PkiError} `key-not-exportable`; `pki-option`, also for an empty passphrase.
 * @example
 * ```ts
 * import { createKeyPair, exportPrivateKey } from '@thingplan/pki'
 *
 * const { privateKey } = await createKeyPair()
 * const pem = await exportPrivateKey(privateKey)
 * pem.startsWith('-----BEGIN PRIVATE KEY-----') // => true
 *
 * const encrypted = await exportPrivateKey(privateKey, { passphrase: 'correct horse battery staple' })
 * encrypted.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----') // => true
 * ```
 */
export const exportPrivateKey = async (
  privateKey: CryptoKey,
  options: ExportPrivateKeyOptions = {},
): Promise<string> => {
  checkOptions('exportPrivateKey', options, [], ['passphrase', 'crypto'])
  if (privateKey.type !== 'private' || !privateKey.extractable) {
    throw new PkiError('key-not-exportable', 'the key is not a private key that may leave its store', {
      field: 'privateKey',
      remedy: 'make the pair with `exportable: true`',
    })
  }
  const { crypto = globalThis.crypto, passphrase } = options
  if (passphrase !== undefined && (typeof passphrase !== 'string' || passphrase === '')) {
    const remedy = 'give a text, or leave it out for a key that is not encrypted'
    throw new PkiError('pki-option', 'the passphrase is not a text, or empty', { field: 'passphrase', remedy })
  }
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  try {
    return passphrase === undefined
      ? writePem('PRIVATE KEY', pkcs8)
      : writePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(pkcs8, passphrase, crypto))
  } finally {
    pkcs8.fill(0)
  }
}
