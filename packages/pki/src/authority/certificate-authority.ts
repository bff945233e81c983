import type { Certificate } from '@thingplan/core'
import { inspectAs } from '../inspect-as.js'
import type { CryptoKey } from '../web-crypto.js'

/** A CA: its certificate, and the key that signs. */
export interface CertificateAuthority {
  /** PEM is in `certificate.pem`. */
  readonly certificate: Certificate
  /** Printing or serialising an authority does not show it. */
  readonly privateKey: CryptoKey
}

/** Holds the private key where neither `JSON.stringify` nor a log finds it. */
export class HeldAuthority implements CertificateAuthority {
  readonly certificate: Certificate
  readonly #privateKey: CryptoKey

  constructor(certificate: Certificate, privateKey: CryptoKey) {
    this.certificate = certificate
    this.#privateKey = privateKey
    inspectAs(this, () => `CertificateAuthority ${certificate.subject.toString()}`)
    Object.freeze(this)
  }

  get privateKey(): CryptoKey {
    return this.#privateKey
  }

  toJSON(): { readonly certificate: string } {
    return { certificate: this.certificate.pem }
  }
}
