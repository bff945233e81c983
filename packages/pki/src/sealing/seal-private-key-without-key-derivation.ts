import { checkOptions } from '../check-options.js'
import { exportPrivateKey } from '../key/export-private-key.js'
import type { ClockOption, CryptoKey, CryptoOption } from '../web-crypto.js'
import { encryptFernet } from './fernet.js'
import { exportSealingKey, importSealingKey, readSealingKey, x25519 } from './sealing-key.js'
import { sharedSecret } from './shared-secret.js'

export interface SealWithoutKeyDerivationOptions extends CryptoOption, ClockOption {
  /** The device's X25519 public key: 32 octets, or their standard base64. */
  readonly sealingKey: string | Uint8Array
}

/** Two members of the older app's answer, by their names there. */
export interface SealedWithoutKeyDerivation {
  /** A Fernet token of the private key: PKCS #8 in PEM. */
  readonly encryptedPrivateKey: string
  /** The public key of this one answer: 32 octets in standard base64. */
  readonly publicKey: string
}

/**
 * Seals a private key in the wire format of an older app, for devices in the field that read nothing else.
 *
 * Its key is the X25519 secret itself, without a key derivation, and the answer names neither device nor certificate: whoever can
 * change it on the way can put another one in its place. Use `sealPrivateKey` wherever the device can be changed.
 *
 * @throws {PkiError} `sealing-key-malformed`, also for a point of small order; `key-not-exportable`, `pki-option`.
 * @see https://github.com/fernet/spec/blob/master/Spec.md
 * @example
 * ```ts
 * import { createKeyPair } from '@thingplan/pki'
 * import { createSealingKeyPair, sealPrivateKeyWithoutKeyDerivation } from '@thingplan/pki/sealing'
 *
 * const device = await createSealingKeyPair()
 * const { privateKey } = await createKeyPair()
 * const answer = await sealPrivateKeyWithoutKeyDerivation(privateKey, { sealingKey: device.publicKey })
 * Object.keys(answer) // => ['encryptedPrivateKey', 'publicKey']
 * ```
 */
export const sealPrivateKeyWithoutKeyDerivation = async (
  privateKey: CryptoKey,
  options: SealWithoutKeyDerivationOptions,
): Promise<SealedWithoutKeyDerivation> => {
  checkOptions('sealPrivateKeyWithoutKeyDerivation', options, ['sealingKey'], ['crypto', 'now'])
  const { crypto = globalThis.crypto, now = new Date(), sealingKey } = options
  const device = await importSealingKey(readSealingKey(sealingKey), crypto)
  const pair = await crypto.subtle.generateKey(x25519, false, ['deriveBits'])
  if (!('publicKey' in pair)) throw new TypeError('the runtime has made a single key')
  const key = await sharedSecret(pair.privateKey, device, crypto)
  const plaintext = new TextEncoder().encode(await exportPrivateKey(privateKey, { crypto }))
  try {
    const iv = crypto.getRandomValues(new Uint8Array(16))
    const encryptedPrivateKey = await encryptFernet(plaintext, { key, iv, now, crypto })
    const publicKey = btoa(String.fromCharCode(...(await exportSealingKey(pair.publicKey, crypto))))
    return { encryptedPrivateKey, publicKey }
  } finally {
    plaintext.fill(0)
    key.fill(0)
  }
}
