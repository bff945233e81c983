import type { Certificate } from '../certificate/certificate.js'
import type { Account } from '../plan/account.js'
import type { CertificateStatus } from '../plan/step/set-certificate-status.js'
import type { Answers } from './question.js'
import type { RevocationList } from './revocation-list.js'

/** The part of DescribeCertificate's answer that decisions and templates use; the SDK's type fits. */
export interface CertificateDescription {
  readonly certificateArn: string
  readonly certificateId: string
  readonly caCertificateId?: string | undefined
  readonly status: CertificateStatus
  readonly certificatePem: string
  readonly ownedBy?: string | undefined
  readonly certificateMode?: 'DEFAULT' | 'SNI_ONLY' | undefined
}

/** The event on `$aws/events/certificates/registered/<caCertificateId>`. */
export interface RegistrationEvent {
  readonly certificateId: string
  readonly caCertificateId: string
  /** Milliseconds since 1970 of this event. */
  readonly timestamp: number
  readonly certificateStatus: string
  readonly awsAccountId: string
  /** Milliseconds since 1970 of the first registration; null in the first event. */
  readonly certificateRegistrationTimestamp: number | null
}

/** Everything that a decision may depend on. */
export interface Facts {
  readonly certificate: Certificate
  readonly account: Account
  /** The moment of the decision. */
  readonly now: Date
  readonly description?: CertificateDescription | undefined
  readonly event?: RegistrationEvent | undefined
  readonly answers?: Answers | undefined
  /** The CRLs of the CAs, verified, for `notRevoked`. */
  readonly revocations?: readonly RevocationList[] | undefined
}
