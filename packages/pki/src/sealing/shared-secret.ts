import type { CryptoKey, WebCrypto } from '../web-crypto.js'
import { refuseSmallOrder, x25519 } from './sealing-key.js'

/**
 * The 32 octets that two X25519 keys agree on.
 *
 * @throws {PkiError} `sealing-key-malformed` where they are all zero (RFC 7748 section 6.1): WebCrypto may refuse that itself.
 */
export const sharedSecret = async (
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  { subtle }: WebCrypto,
): Promise<Uint8Array> => {
  const bits = await subtle.deriveBits({ ...x25519, public: publicKey }, privateKey, 256).catch((cause: unknown) => {
    throw refuseSmallOrder(cause)
  })
  const secret = new Uint8Array(bits)
  if (secret.every((octet) => octet === 0)) throw refuseSmallOrder()
  return secret
}
