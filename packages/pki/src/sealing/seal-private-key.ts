import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { checkOptions } from '../check-options.js'
import { exportPrivateKey } from '../key/export-private-key.js'
import type { CryptoKey, CryptoOption } from '../web-crypto.js'
import { importSealingKey, readSealingKey, refuseSmallOrder } from './sealing-key.js'

export interface SealPrivateKeyOptions extends CryptoOption {
  /** The device's X25519 public key: 32 octets, or their standard base64. Whoever holds its private key reads what is sealed. */
  readonly sealingKey: string | Uint8Array
  /** The device that the key is for; the device checks it. */
  readonly serialNumber: string
  /** The id of the certificate that belongs to the key; the device checks it. */
  readonly certificateId: string
}

/** How keys are sealed, and the only way that they are opened. */
export const sealingAlgorithms = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } as const

/**
 * Seals a private key to a device that cannot make one, so that nobody on the way reads it.
 *
 * Serial number and certificate id stand in the protected header: the device refuses a key that was sealed for another one. It
 * is not signed: that the answer comes from the vending machine is for TLS to say.
 *
 * @param privateKey an exportable key, as `createKeyPair` makes it.
 * @returns a JWE in compact serialisation (RFC 7516 section 7.1) whose plaintext is PKCS #8 in PEM.
 * @throws {PkiError} `sealing-key-malformed`, also for a point of small order; `key-not-exportable`, `pki-option`.
 * @see RFC 7516, RFC 7518 section 4.6, RFC 8037 section 3.2
 * @example
 * ```ts
 * import { createKeyPair } from '@thingplan/pki'
 * import { createSealingKeyPair, openSealedPrivateKey, sealPrivateKey } from '@thingplan/pki/sealing'
 *
 * const device = await createSealingKeyPair()
 * const { privateKey } = await createKeyPair()
 * const names = { serialNumber: 'SN-1', certificateId: 'ab'.repeat(32) }
 *
 * const sealed = await sealPrivateKey(privateKey, { sealingKey: device.publicKey, ...names })
 * const pem = await openSealedPrivateKey(sealed, { privateKey: device.privateKey, ...names })
 * pem.startsWith('-----BEGIN PRIVATE KEY-----') // => true
 * ```
 */
export const sealPrivateKey = async (privateKey: CryptoKey, options: SealPrivateKeyOptions): Promise<string> => {
  checkOptions('sealPrivateKey', options, ['sealingKey', 'serialNumber', 'certificateId'], ['crypto'])
  const { crypto = globalThis.crypto, sealingKey, serialNumber, certificateId } = options
  const recipient = await importSealingKey(readSealingKey(sealingKey), crypto)
  const pem = await exportPrivateKey(privateKey, { crypto })
  const plaintext = new TextEncoder().encode(pem)
  try {
    return await new CompactEncrypt(plaintext)
      .setProtectedHeader({ ...sealingAlgorithms, serialNumber, certificateId })
      .encrypt(recipient)
  } catch (error) {
    throw refuseSmallOrder(error)
  } finally {
    plaintext.fill(0)
  }
}
