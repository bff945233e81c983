import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { StepErrorCode } from '../../plan/step-error.js'

/** The certificate, as far as a diagnosis goes: what `readCertificate` returns fits. */
export interface DiagnosedCertificate {
  readonly id: string
  readonly notBefore: Date
  readonly notAfter: Date
}

/** What is known of a certificate's surroundings; what is left out is not known, and nothing is concluded from it. */
export interface DiagnosedState {
  readonly status: CertificateStatus
  /** The moment of the diagnosis. */
  readonly now: Date
  /** Of the CA (DescribeCACertificate): `missing` where it is not registered. */
  readonly caStatus?: 'ACTIVE' | 'INACTIVE' | 'missing'
  /** Names of the policies that are attached, to the certificate and to the thing's groups. */
  readonly policies?: readonly string[]
  /** Names of the things that it is attached to. */
  readonly things?: readonly string[]
  /** The certificate that the stamp of its thing names. */
  readonly thingOwner?: string
  /** What the last decision said; `none` where nobody has decided. */
  readonly decision?: 'none' | 'accept' | 'reject' | 'undecided'
  /** Code of the first step that failed in the last execution, and whether trying again can help; `none` where there was none. */
  readonly execution?: 'none' | 'completed' | { readonly failed: StepErrorCode; readonly retryable: boolean }
  /** Whether another certificate has taken its place by rotation. */
  readonly replaced?: boolean
}
