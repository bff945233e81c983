import type { SignatureAlgorithm } from './signature-algorithm.js'

/**
 * A private key that signs and does not show itself: one of WebCrypto, one from a file, one that never leaves a vault.
 *
 * Write one for a key of your own; whatever it signs is checked against `publicKey` before anything is issued with it.
 */
export interface Signer {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  /** What `sign` makes. */
  readonly algorithm: SignatureAlgorithm
  /**
   * Signs octets, not their hash.
   *
   * @returns the signature as X.509 holds it: RSA and Ed25519 as they are, ECDSA as the DER of r and s, which is what KMS answers
   * (RFC 3279 section 2.2.3).
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}
