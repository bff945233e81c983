import { quote } from '@thingplan/core'
import { checkOptions } from '../check-options.js'
import { PkiError } from '../pki-error.js'
import type { CryptoOption } from '../web-crypto.js'
import { type KeyAlgorithm, keyAlgorithms, webCryptoAlgorithm } from './key-algorithm.js'
import { KeyPair } from './key-pair.js'

export interface CreateKeyPairOptions extends CryptoOption {
  /** Whether `exportPrivateKey` can write it. Default true; a key that only ever signs here is better off without. */
  readonly exportable?: boolean | undefined
}

/**
 * Makes a key pair for signing.
 *
 * @param algorithm Default `EC-P256`; RSA keys take up to seconds; not every runtime has Ed25519, and AWS IoT does not take it.
 * @returns the pair; printing or serialising it shows the algorithm, never the private key.
 * @throws {PkiError} `key-algorithm-unsupported`, `pki-option`.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/x509-client-certs.html
 * @example
 * ```ts
 * import { createKeyPair } from '@thingplan/pki'
 *
 * JSON.stringify(await createKeyPair('EC-P384')) // => '{"algorithm":"ECDSA"}'
 * ```
 */
export const createKeyPair = async (
  algorithm: KeyAlgorithm = 'EC-P256',
  options: CreateKeyPairOptions = {},
): Promise<KeyPair> => {
  checkOptions('createKeyPair', options, [], ['crypto', 'exportable'])
  const parameters = webCryptoAlgorithm(algorithm)
  if (parameters === undefined) {
    const value = String(algorithm)
    throw new PkiError('key-algorithm-unsupported', `no key algorithm ${quote(value)}`, {
      field: 'algorithm',
      value,
      remedy: `use one of: ${keyAlgorithms.join(', ')}`,
    })
  }
  const { crypto = globalThis.crypto, exportable = true } = options
  try {
    const pair = await crypto.subtle.generateKey(parameters, exportable, ['sign', 'verify'])
    if ('publicKey' in pair) return new KeyPair(pair.publicKey, pair.privateKey)
    throw new TypeError('the runtime has made a single key')
  } catch (cause) {
    throw new PkiError('key-algorithm-unsupported', `this runtime makes no keys of ${algorithm}`, {
      field: 'algorithm',
      value: algorithm,
      remedy: 'use another algorithm, or another runtime',
      cause,
    })
  }
}
