import type {
  DeleteCertificateCommand,
  DescribeCACertificateCommand,
  DescribeCACertificateResponse,
  DescribeCertificateCommand,
  DescribeCertificateResponse,
  ListAttachedPoliciesCommand,
  ListAttachedPoliciesResponse,
  ListCertificatesCommand,
  ListCertificatesResponse,
  ListPrincipalThingsCommand,
  ListPrincipalThingsResponse,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'

/** The calls that a sweep makes. An `IoTClient` fits without a cast. */
export interface SweepCalls {
  send(command: DeleteCertificateCommand): Promise<unknown>
  send(command: DescribeCACertificateCommand): Promise<DescribeCACertificateResponse>
  send(command: DescribeCertificateCommand): Promise<DescribeCertificateResponse>
  send(command: ListAttachedPoliciesCommand): Promise<ListAttachedPoliciesResponse>
  send(command: ListCertificatesCommand): Promise<ListCertificatesResponse>
  send(command: ListPrincipalThingsCommand): Promise<ListPrincipalThingsResponse>
  send(command: UpdateCertificateCommand): Promise<unknown>
}
