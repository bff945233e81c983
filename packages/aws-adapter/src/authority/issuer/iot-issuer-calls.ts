import type {
  CreateCertificateFromCsrCommand,
  CreateCertificateFromCsrResponse,
  CreateKeysAndCertificateCommand,
  CreateKeysAndCertificateResponse,
  DeleteCertificateCommand,
  DeleteCertificateCommandOutput,
  DescribeCertificateCommand,
  DescribeCertificateResponse,
  ListCertificatesCommand,
  ListCertificatesResponse,
} from '@aws-sdk/client-iot'

interface CallOptions {
  readonly abortSignal?: AbortSignal
}

/** The calls that look for a certificate which may have been made. */
export interface IotFindCalls {
  send(command: DescribeCertificateCommand, options?: CallOptions): Promise<DescribeCertificateResponse>
  send(command: ListCertificatesCommand, options?: CallOptions): Promise<ListCertificatesResponse>
}

/** The calls of `createIotIssuer`. An `IoTClient` fits without a cast. */
export interface IotIssuerCalls extends IotFindCalls {
  send: IotFindCalls['send'] &
    ((command: CreateCertificateFromCsrCommand, options?: CallOptions) => Promise<CreateCertificateFromCsrResponse>)
}

/** The call of `issueWithKeysForCompatibility`. An `IoTClient` fits without a cast. */
export interface IotKeysCalls {
  send(command: CreateKeysAndCertificateCommand, options?: CallOptions): Promise<CreateKeysAndCertificateResponse>
}

/** The calls of `createIotKeysIssuer`. An `IoTClient` fits without a cast. */
export interface IotKeysIssuerCalls extends IotIssuerCalls {
  send: IotIssuerCalls['send'] &
    IotKeysCalls['send'] &
    ((command: DeleteCertificateCommand, options?: CallOptions) => Promise<DeleteCertificateCommandOutput>)
}
