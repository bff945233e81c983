import type { DescribeEndpointCommand, DescribeEndpointResponse } from '@aws-sdk/client-iot'

/** The call that tells where devices connect. An `IoTClient` fits without a cast. */
export interface EndpointCalls {
  send(command: DescribeEndpointCommand): Promise<DescribeEndpointResponse>
}
