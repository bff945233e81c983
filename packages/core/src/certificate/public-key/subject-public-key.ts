import type { PublicKey, PublicKeyAlgorithm } from '../certificate.js'
import type { DerElement } from '../der/der-reader.js'

/** What the algorithm of a key says about it. */
export interface KeyProperties {
  readonly algorithm: PublicKeyAlgorithm
  readonly bits?: number
  readonly curve?: string
}

/** A public key over the bytes of its certificate. */
export class SubjectPublicKey implements PublicKey {
  readonly algorithm: PublicKeyAlgorithm
  readonly oid: string
  declare readonly bits?: number
  declare readonly curve?: string
  readonly #bytes: Uint8Array
  readonly #info: DerElement

  constructor(bytes: Uint8Array, info: DerElement, oid: string, properties: KeyProperties) {
    this.algorithm = properties.algorithm
    this.oid = oid
    if (properties.bits !== undefined) this.bits = properties.bits
    if (properties.curve !== undefined) this.curve = properties.curve
    this.#bytes = bytes
    this.#info = info
    Object.freeze(this)
  }

  get spki(): Uint8Array {
    return this.#bytes.slice(this.#info.start, this.#info.end)
  }
}
