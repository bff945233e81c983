import type { BaseStep, StepContent } from './base-step.js'

/** The certificate, issued by a registered CA, is registered: as INACTIVE, unless it is already, in whatever status. */
export interface RegisterCertificateStep extends BaseStep {
  readonly kind: 'register-certificate'
  readonly certificateId: string
  /** Of this one certificate, without a key. */
  readonly certificatePem: string
  /** Of its CA, where several that are registered have the name of the issuer. */
  readonly caCertificatePem?: string
}

/** What a registration is made of; the CA's PEM may be given as undefined. */
type CertificateContent = Omit<StepContent<RegisterCertificateStep>, 'caCertificatePem'> & {
  readonly caCertificatePem?: string | undefined
}

/** Id: `register-certificate:<certificateId>`; `certificatePem` has to be that certificate's. */
export const registerCertificate = ({
  certificateId,
  certificatePem,
  caCertificatePem,
  after,
}: CertificateContent): RegisterCertificateStep =>
  Object.freeze({
    id: `register-certificate:${certificateId}`,
    kind: 'register-certificate',
    certificateId,
    certificatePem,
    ...(caCertificatePem === undefined ? undefined : { caCertificatePem }),
    after: Object.freeze(after),
  })
