import type { Certificate, Extension, GeneralName, KeyUsage, PublicKey, Sha256 } from './certificate.js'
import { fingerprint } from './fingerprint.js'
import type { Name } from './name.js'
import { writePem } from './pem/write-pem.js'
import type { Validity } from './read-validity.js'

/**
 * A certificate while it is read, frozen then.
 *
 * Dates and bytes are mutable in JavaScript, so each read of them is a copy. What costs more than a copy (fingerprint and
 * PEM) is made when it is first asked for.
 */
export class X509Certificate implements Certificate {
  declare version: Certificate['version']
  declare serialNumber: string
  declare signatureAlgorithm: Certificate['signatureAlgorithm']
  declare issuer: Name
  declare subject: Name
  declare publicKey: PublicKey
  declare extensions: readonly Extension[]
  declare subjectAlternativeNames: readonly GeneralName[]
  // Absent rather than undefined, so that `in` and a spread tell what the certificate has.
  declare basicConstraints?: NonNullable<Certificate['basicConstraints']>
  declare keyUsage?: readonly KeyUsage[]
  declare extendedKeyUsage?: readonly string[]
  declare subjectKeyIdentifier?: string
  declare authorityKeyIdentifier?: string
  readonly #der: Uint8Array
  readonly #validity: Validity
  readonly #sha256: Sha256
  #id: string | undefined
  #pem: string | undefined

  constructor(der: Uint8Array, validity: Validity, sha256: Sha256) {
    this.#der = der
    this.#validity = validity
    this.#sha256 = sha256
  }

  get id(): string {
    this.#id ??= fingerprint(this.#der, this.#sha256)
    return this.#id
  }

  get notBefore(): Date {
    return new Date(this.#validity[0])
  }

  get notAfter(): Date {
    return new Date(this.#validity[1])
  }

  get der(): Uint8Array {
    return this.#der.slice()
  }

  get pem(): string {
    this.#pem ??= writePem('CERTIFICATE', this.#der)
    return this.#pem
  }
}
