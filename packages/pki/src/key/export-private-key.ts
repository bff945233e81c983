import { checkOptions } from '../check-options.js'
import { PemConverter } from '../peculiar.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'

/**
 * Writes a private key as text, for a device or for a file that only its owner reads.
 *
 * @returns PKCS #8 in PEM (RFC 7468 section 10), not encrypted.
 * @throws {PkiError} `key-not-exportable`, `pki-option`.
 * @example
 * ```ts
 * import { createKeyPair, exportPrivateKey } from '@thingplan/pki'
 *
 * const { privateKey } = await createKeyPair()
 * const pem = await exportPrivateKey(privateKey)
 * pem.startsWith('-----BEGIN PRIVATE KEY-----') // => true
 * ```
 */
export const exportPrivateKey = async (privateKey: CryptoKey, options: CryptoOption = {}): Promise<string> => {
  checkOptions('exportPrivateKey', options, [], ['crypto'])
  if (privateKey.type !== 'private' || !privateKey.extractable) {
    throw new PkiError('key-not-exportable', 'the key is not a private key that may leave its store', {
      field: 'privateKey',
      remedy: 'make the pair with `exportable: true`',
    })
  }
  const { crypto = globalThis.crypto } = options
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')}\n`
}
