import type { PublishCommand } from '@aws-sdk/client-iot-data-plane'

/** The call that answers devices. An `IoTDataPlaneClient` fits without a cast. */
export interface PublishCalls {
  send(command: PublishCommand): Promise<unknown>
}
