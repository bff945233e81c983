import type { Certificate } from '@thingplan/core'
import { inspectAs } from '../inspect-as.js'
import type { Signer } from '../signer/signer.js'
import type { CryptoKey } from '../web-crypto.js'
import type { SigningAuthority } from './certificate-authority.js'

/**
 * A CA whose certificate is a CA's and whose key is known to be that of its certificate.
 *
 * It holds the private key, where there is one, so that neither `JSON.stringify` nor a log finds it.
 */
export class OpenedAuthority<Key extends CryptoKey | undefined = undefined> implements SigningAuthority {
  readonly certificate: Certificate
  readonly signer: Signer
  readonly #privateKey: Key

  constructor(certificate: Certificate, signer: Signer, privateKey: Key) {
    this.certificate = certificate
    this.signer = signer
    this.#privateKey = privateKey
    inspectAs(this, () => `CertificateAuthority ${certificate.subject.toString()}`)
    Object.freeze(this)
  }

  get privateKey(): Key {
    return this.#privateKey
  }

  toJSON(): { readonly certificate: string } {
    return { certificate: this.certificate.pem }
  }
}
