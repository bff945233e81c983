import type { Account } from '../../plan/account.js'
import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { Rotation } from './define-rotation.js'

/** A CSR as it was read: by `readCertificateRequest` of `@thingplan/pki`, which checks that its sender holds the key. */
export interface RotationRequestFact {
  /** `hashKey(request.spki)`. */
  readonly keyHash: string
  /** The subject that it asks for, DER as lower-case hex; needed for an issuer that copies it. */
  readonly subjectDer?: string
}

/** The subject of the new certificate: ours, whatever the CSR says. */
export interface RotationSubject {
  /** In the order of the encoding, with the types' short names. */
  readonly entries: readonly (readonly [type: string, value: string])[]
  /** The same as DER, lower-case hex; needed for an issuer that copies the CSR's subject. */
  readonly der?: string
}

/** A certificate that was taken out, as DescribeCertificate and ListAttachedPolicies describe it. */
export interface RetiredCertificateFact {
  readonly status: CertificateStatus
  readonly policies: readonly string[]
}

/** Everything that a rotation's decision may depend on, besides message and record. */
export interface RotationFacts {
  readonly rotation: Rotation
  readonly account: Account
  /** The moment of the decision. */
  readonly now: Date
  /** Default: CN, with what names the device in its topics. */
  readonly subject?: RotationSubject
  /** For a `request`: what was read, or why it could not be. */
  readonly request?: RotationRequestFact | { readonly unreadable: string }
  /** What DescribeCertificate says of the current certificate; without it, nothing is rolled back. */
  readonly currentStatus?: CertificateStatus
  /** Names of the policies that are attached to the current certificate (ListAttachedPolicies). */
  readonly currentPolicies?: readonly string[]
  /** What AWS IoT says of the certificate that `certificateToTidy` names; without it, nothing is tidied. */
  readonly retired?: RetiredCertificateFact
}
