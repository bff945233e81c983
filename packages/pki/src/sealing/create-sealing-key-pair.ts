import { checkOptions } from '../check-options.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'
import { exportSealingKey, x25519 } from './sealing-key.js'

export interface CreateSealingKeyPairOptions extends CryptoOption {
  /** Whether WebCrypto hands the private key out, for a device that keeps it over a restart. Default false. */
  readonly exportable?: boolean | undefined
}

export interface SealingKeyPair {
  /** What the device sends along: 32 octets in standard base64. */
  readonly publicKey: string
  /** Stays on the device. */
  readonly privateKey: CryptoKey
}

/**
 * Makes the X25519 pair to which a private key is sealed, for a device that runs JavaScript.
 *
 * @throws {PkiError} `key-algorithm-unsupported` where the runtime has no X25519, `pki-option`.
 * @see RFC 7748 section 5
 * @example
 * ```ts
 * import { createSealingKeyPair } from '@thingplan/pki/sealing'
 *
 * const { publicKey } = await createSealingKeyPair()
 * publicKey.length // => 44
 * ```
 */
export const createSealingKeyPair = async (options: CreateSealingKeyPairOptions = {}): Promise<SealingKeyPair> => {
  checkOptions('createSealingKeyPair', options, [], ['crypto', 'exportable'])
  const { crypto = globalThis.crypto, exportable = false } = options
  try {
    const pair = await crypto.subtle.generateKey(x25519, exportable, ['deriveBits'])
    if (!('publicKey' in pair)) throw new TypeError('the runtime has made a single key')
    const publicKey = btoa(String.fromCharCode(...(await exportSealingKey(pair.publicKey, crypto))))
    return Object.freeze({ publicKey, privateKey: pair.privateKey })
  } catch (cause) {
    throw new PkiError('key-algorithm-unsupported', 'this runtime makes no keys of X25519', {
      field: 'algorithm',
      value: 'X25519',
      remedy: 'use another runtime',
      cause,
    })
  }
}
