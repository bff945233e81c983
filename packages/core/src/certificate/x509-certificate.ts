import type { Certificate, Extension, GeneralName, KeyUsage, PublicKey, Sha256 } from './certificate.js'
import type { Extensions } from './extension/read-extensions.js'
import { fingerprint } from './fingerprint.js'
import type { Name } from './name.js'
import { writePem } from './pem/write-pem.js'
import type { Validity } from './read-validity.js'

/** The fields of a TBSCertificate (RFC 5280 section 4.1.2) as they were read. */
export interface CertificateFields {
  readonly version: 1 | 2 | 3
  readonly serialNumber: string
  readonly signatureAlgorithm: Certificate['signatureAlgorithm']
  readonly issuer: Name
  readonly validity: Validity
  readonly subject: Name
  readonly publicKey: PublicKey
  readonly extensions: Extensions
}

/**
 * A certificate that was read.
 *
 * Dates and bytes are mutable in JavaScript, so each read of them is a copy. What costs more than a copy (fingerprint and
 * PEM) is made when it is first asked for.
 */
export class X509Certificate implements Certificate {
  readonly version: 1 | 2 | 3
  readonly serialNumber: string
  readonly signatureAlgorithm: Certificate['signatureAlgorithm']
  readonly issuer: Name
  readonly subject: Name
  readonly publicKey: PublicKey
  readonly extensions: readonly Extension[]
  readonly subjectAlternativeNames: readonly GeneralName[]
  declare readonly basicConstraints?: NonNullable<Certificate['basicConstraints']>
  declare readonly keyUsage?: readonly KeyUsage[]
  declare readonly extendedKeyUsage?: readonly string[]
  declare readonly subjectKeyIdentifier?: string
  declare readonly authorityKeyIdentifier?: string
  readonly #der: Uint8Array
  readonly #validity: Validity
  readonly #sha256: Sha256
  #id: string | undefined
  #pem: string | undefined

  constructor(der: Uint8Array, fields: CertificateFields, sha256: Sha256) {
    const { standard } = fields.extensions
    this.version = fields.version
    this.serialNumber = fields.serialNumber
    this.signatureAlgorithm = fields.signatureAlgorithm
    this.issuer = fields.issuer
    this.subject = fields.subject
    this.publicKey = fields.publicKey
    this.extensions = fields.extensions.all
    this.subjectAlternativeNames = standard.subjectAlternativeNames ?? Object.freeze([])
    // Absent rather than undefined, so that `in` and a spread tell what the certificate has.
    if (standard.basicConstraints !== undefined) this.basicConstraints = standard.basicConstraints
    if (standard.keyUsage !== undefined) this.keyUsage = standard.keyUsage
    if (standard.extendedKeyUsage !== undefined) this.extendedKeyUsage = standard.extendedKeyUsage
    if (standard.subjectKeyIdentifier !== undefined) this.subjectKeyIdentifier = standard.subjectKeyIdentifier
    if (standard.authorityKeyIdentifier !== undefined) this.authorityKeyIdentifier = standard.authorityKeyIdentifier
    this.#der = der
    this.#validity = fields.validity
    this.#sha256 = sha256
    Object.freeze(this)
  }

  get id(): string {
    this.#id ??= fingerprint(this.#der, this.#sha256)
    return this.#id
  }

  get notBefore(): Date {
    return new Date(this.#validity.notBefore)
  }

  get notAfter(): Date {
    return new Date(this.#validity.notAfter)
  }

  get der(): Uint8Array {
    return this.#der.slice()
  }

  get pem(): string {
    this.#pem ??= writePem('CERTIFICATE', this.#der)
    return this.#pem
  }
}
