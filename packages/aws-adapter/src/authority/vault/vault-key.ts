import type { SignatureAlgorithm, Signer } from '@thingplan/pki'

/**
 * A private key of a vault. It signs, and nothing else comes out of it: no property, log, inspection or serialisation shows the key.
 */
export class VaultKey implements Signer {
  /** The name under which the vault keeps it. */
  readonly name: string
  readonly publicKey: Uint8Array
  readonly algorithm: SignatureAlgorithm
  readonly #signer: Signer

  constructor(name: string, signer: Signer) {
    this.name = name
    this.publicKey = signer.publicKey
    this.algorithm = signer.algorithm
    this.#signer = signer
    Object.freeze(this)
  }

  sign(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#signer.sign(bytes)
  }

  toJSON(): { readonly name: string; readonly algorithm: SignatureAlgorithm } {
    return { name: this.name, algorithm: this.algorithm }
  }

  toString(): string {
    return `VaultKey ${this.name}`
  }
}
