import type {
  DescribeCertificateCommand,
  DescribeCertificateResponse,
  ListAttachedPoliciesCommand,
  ListAttachedPoliciesResponse,
} from '@aws-sdk/client-iot'

/** The calls that look at a certificate of a device. An `IoTClient` fits without a cast. */
export interface CertificateCalls {
  send(command: DescribeCertificateCommand): Promise<DescribeCertificateResponse>
  send(command: ListAttachedPoliciesCommand): Promise<ListAttachedPoliciesResponse>
}
