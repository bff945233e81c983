import type {
  GetThingShadowCommand,
  GetThingShadowResponse,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane'

/** The calls that read and write shadows. An `IoTDataPlaneClient` fits without a cast. */
export interface ShadowCalls {
  send(command: GetThingShadowCommand): Promise<Pick<GetThingShadowResponse, 'payload'>>
  send(command: UpdateThingShadowCommand): Promise<unknown>
}
