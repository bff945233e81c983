import type { Name } from './name.js'

/** SHA-256 of bytes, synchronously: 32 bytes out, or the same in lower-case hex where that is cheaper for the host. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array | string

export type PublicKeyAlgorithm =
  | 'RSA'
  | 'RSASSA-PSS'
  | 'EC'
  | 'Ed25519'
  | 'Ed448'
  | 'ML-DSA-44'
  | 'ML-DSA-65'
  | 'ML-DSA-87'
  | 'unknown'

export interface PublicKey {
  readonly algorithm: PublicKeyAlgorithm
  /** Dotted OID of the key algorithm. */
  readonly oid: string
  /** Size of the RSA modulus in bits. */
  readonly bits?: number
  /** `P-256`, `P-384`, `P-521`, or the dotted OID of another curve. */
  readonly curve?: string
  /** The SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
}

export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri' | 'ip' | 'registered-id'; readonly value: string }
  | { readonly kind: 'directory-name'; readonly value: Name }
  /** Other names, X.400 addresses and EDI party names: the hex of their DER. */
  | { readonly kind: 'other'; readonly value: string }

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly'

export interface Extension {
  readonly oid: string
  readonly critical: boolean
  /** Content of the extnValue OCTET STRING. */
  readonly value: Uint8Array
}

/** An X.509 certificate (RFC 5280) as `readCertificate` returns it: frozen, everything checked at reading. */
export interface Certificate {
  /** AWS IoT's certificate id: lower-case hex SHA-256 of `der`, computed at the first read. */
  readonly id: string
  readonly version: 1 | 2 | 3
  /** Lower-case hex, two digits an octet, without the sign octet; a negative number begins with `-`. */
  readonly serialNumber: string
  readonly signatureAlgorithm: { readonly oid: string; readonly name?: string }
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: PublicKey
  readonly extensions: readonly Extension[]
  readonly subjectAlternativeNames: readonly GeneralName[]
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number }
  readonly keyUsage?: readonly KeyUsage[]
  /** Purposes as dotted OIDs. */
  readonly extendedKeyUsage?: readonly string[]
  /** Lower-case hex. */
  readonly subjectKeyIdentifier?: string
  /** Lower-case hex of the keyIdentifier field. */
  readonly authorityKeyIdentifier?: string
  readonly der: Uint8Array
  readonly pem: string
}
