import type { NameEntries } from '../subject/read-name.js'

/** A PKCS #10 request whose signature was checked: whoever made it holds the private key of `spki`. */
export interface CertificateRequest {
  /** The subject that is asked for, in the order of the encoding. Advice: who issues decides on the subject. */
  readonly requestedSubject: NameEntries
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly der: Uint8Array
  readonly pem: string
}
