import type { CertificateProviderError } from './certificate-provider-error.js'

/** What became of one request, for logs and audit; it holds no key. */
export type SigningOutcome =
  | {
      readonly kind: 'issued'
      readonly certificatePem: string
      readonly principalId: string | undefined
      readonly clientId: string | undefined
    }
  | {
      readonly kind: 'refused'
      readonly error: CertificateProviderError
      /** Absent where the event is malformed. */
      readonly principalId: string | undefined
      readonly clientId: string | undefined
    }
