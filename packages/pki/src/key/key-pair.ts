import { inspectAs } from '../inspect-as.js'
import type { CryptoKey } from '../web-crypto.js'

/**
 * A private key and its public key.
 *
 * The private key is no property of the object's own, so that neither `JSON.stringify` nor a log that prints the object
 * reaches it, whatever the WebCrypto implementation puts into its keys.
 */
export class KeyPair {
  readonly publicKey: CryptoKey
  readonly #privateKey: CryptoKey

  constructor(publicKey: CryptoKey, privateKey: CryptoKey) {
    this.publicKey = publicKey
    this.#privateKey = privateKey
    inspectAs(this, () => `KeyPair ${publicKey.algorithm.name}`)
    Object.freeze(this)
  }

  get privateKey(): CryptoKey {
    return this.#privateKey
  }

  toJSON(): { readonly algorithm: string } {
    return { algorithm: this.publicKey.algorithm.name }
  }
}
