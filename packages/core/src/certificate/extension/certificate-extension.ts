import type { Extension } from '../certificate.js'
import type { DerElement } from '../der/der-reader.js'

/** An extension over the bytes of its certificate. */
export class CertificateExtension implements Extension {
  readonly oid: string
  readonly critical: boolean
  readonly #bytes: Uint8Array
  readonly #value: DerElement

  constructor(bytes: Uint8Array, oid: string, critical: boolean, value: DerElement) {
    this.oid = oid
    this.critical = critical
    this.#bytes = bytes
    this.#value = value
    Object.freeze(this)
  }

  get value(): Uint8Array {
    return this.#bytes.slice(this.#value.content, this.#value.end)
  }
}
