import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type CertificateProviderErrorCode =
  /** What the function was invoked with is no request of AWS IoT. */
  | 'provider-event'
  /** The certificate request cannot be read, is not signed by its own key, or has a key that is too weak. */
  | 'provider-request'
  /** Nobody could say what subject the device is to have. */
  | 'provider-subject'
  /** The issuer threw. */
  | 'provider-issuer'
  /** The issuer answered with something that is no certificate for the device. */
  | 'provider-certificate'
  /** The issuer did not answer in time. */
  | 'provider-deadline'

/** Why a device gets no certificate: a function that throws is how a certificate provider says no. */
export class CertificateProviderError extends ThingplanError<CertificateProviderErrorCode> {
  override readonly name = 'CertificateProviderError'

  constructor(code: CertificateProviderErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
