import type {
  DescribeCACertificateCommand,
  DescribeCACertificateResponse,
  DescribeCertificateCommand,
  DescribeCertificateResponse,
  ListCACertificatesCommand,
  ListCACertificatesResponse,
  ListCertificatesByCACommand,
  ListCertificatesByCAResponse,
  ListCertificatesCommand,
  ListCertificatesResponse,
} from '@aws-sdk/client-iot'

/** The calls that a report of expiry makes. An `IoTClient` fits without a cast. */
export interface ExpiryCalls {
  send(command: DescribeCACertificateCommand): Promise<DescribeCACertificateResponse>
  send(command: DescribeCertificateCommand): Promise<DescribeCertificateResponse>
  send(command: ListCACertificatesCommand): Promise<ListCACertificatesResponse>
  send(command: ListCertificatesByCACommand): Promise<ListCertificatesByCAResponse>
  send(command: ListCertificatesCommand): Promise<ListCertificatesResponse>
}
