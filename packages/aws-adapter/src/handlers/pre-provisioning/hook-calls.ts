import type {
  DescribeCertificateCommand,
  DescribeCertificateResponse,
  DescribeThingCommand,
  DescribeThingResponse,
  ListThingPrincipalsCommand,
  ListThingPrincipalsResponse,
} from '@aws-sdk/client-iot'

/** The calls that the hook makes, all of them reading. An `IoTClient` fits without a cast. */
export interface HookCalls {
  send(command: DescribeCertificateCommand): Promise<DescribeCertificateResponse>
  send(command: DescribeThingCommand): Promise<DescribeThingResponse>
  send(command: ListThingPrincipalsCommand): Promise<ListThingPrincipalsResponse>
}
