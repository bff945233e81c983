import type {
  GetCertificateCommand,
  GetCertificateResponse,
  IssueCertificateCommand,
  IssueCertificateResponse,
} from '@aws-sdk/client-acm-pca'

interface CallOptions {
  readonly abortSignal?: AbortSignal
}

/** The calls of an issuer that is AWS Private CA. An `ACMPCAClient` fits without a cast. */
export interface AcmPcaCalls {
  send(command: GetCertificateCommand, options?: CallOptions): Promise<GetCertificateResponse>
  send(command: IssueCertificateCommand, options?: CallOptions): Promise<IssueCertificateResponse>
}
