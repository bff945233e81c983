import type {
  DescribeCACertificateCommand,
  DescribeCACertificateResponse,
  DescribeThingCommand,
  DescribeThingResponse,
  ListPrincipalThingsCommand,
  ListPrincipalThingsResponse,
  ListThingGroupsForThingCommand,
  ListThingGroupsForThingResponse,
  ListThingPrincipalsCommand,
  ListThingPrincipalsResponse,
} from '@aws-sdk/client-iot'
import type { CertificateCalls } from './certificate-calls.js'

interface RegistryCalls {
  send(command: DescribeCACertificateCommand): Promise<DescribeCACertificateResponse>
  send(command: DescribeThingCommand): Promise<DescribeThingResponse>
  send(command: ListPrincipalThingsCommand): Promise<ListPrincipalThingsResponse>
  send(command: ListThingGroupsForThingCommand): Promise<ListThingGroupsForThingResponse>
  send(command: ListThingPrincipalsCommand): Promise<ListThingPrincipalsResponse>
}

/** The calls that read how it is with a device; none of them changes anything. An `IoTClient` fits without a cast. */
export interface DeviceCalls extends CertificateCalls {
  send: CertificateCalls['send'] & RegistryCalls['send']
}
