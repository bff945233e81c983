import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { checkOptions } from '../check-options.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey } from '../web-crypto.js'
import { sealingAlgorithms } from './seal-private-key.js'

export interface OpenSealedPrivateKeyOptions {
  /** The device's X25519 private key, with the usage `deriveBits`. */
  readonly privateKey: CryptoKey
  /** The device's own: a key that was sealed for another one is refused. */
  readonly serialNumber: string
  /** The id of the certificate that came with the key. */
  readonly certificateId: string
}

/** One error whatever is wrong, without a cause: a sealed key is opened or it is not. */
const unreadable = (): PkiError =>
  new PkiError('sealed-key-unreadable', 'the sealed key is corrupt, or for another device or certificate', {
    field: 'sealed',
    remedy: 'ask for it again, with the public key of the private key at hand',
  })

/**
 * Opens what `sealPrivateKey` has sealed, on a device that runs JavaScript.
 *
 * @param sealed at most 16,384 characters.
 * @returns the private key: PKCS #8 in PEM.
 * @throws {PkiError} `sealed-key-unreadable` whatever is wrong with it; `pki-option`.
 * @example
 * ```ts
 * import { createSealingKeyPair, openSealedPrivateKey } from '@thingplan/pki/sealing'
 *
 * const { privateKey } = await createSealingKeyPair()
 * const names = { serialNumber: 'SN-1', certificateId: 'ab'.repeat(32) }
 * const error = await openSealedPrivateKey('not sealed', { privateKey, ...names }).catch((error) => error)
 * error.code // => 'sealed-key-unreadable'
 * ```
 */
export const openSealedPrivateKey = async (sealed: string, options: OpenSealedPrivateKeyOptions): Promise<string> => {
  checkOptions('openSealedPrivateKey', options, ['privateKey', 'serialNumber', 'certificateId'], [])
  const { privateKey, serialNumber, certificateId } = options
  if (typeof sealed !== 'string' || sealed.length > 16_384) throw unreadable()
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, privateKey, {
      keyManagementAlgorithms: [sealingAlgorithms.alg],
      contentEncryptionAlgorithms: [sealingAlgorithms.enc],
    })
    const { serialNumber: sealedSerialNumber, certificateId: sealedCertificateId } = protectedHeader
    if (sealedSerialNumber !== serialNumber || sealedCertificateId !== certificateId) throw unreadable()
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext)
  } catch {
    throw unreadable()
  }
}
