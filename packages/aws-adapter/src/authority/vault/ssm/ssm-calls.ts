import type { GetParameterCommand, GetParameterResult, PutParameterCommand } from '@aws-sdk/client-ssm'

/** The calls of a vault in Parameter Store. An `SSMClient` fits without a cast. */
export interface SsmCalls {
  send(command: GetParameterCommand): Promise<GetParameterResult>
  send(command: PutParameterCommand): Promise<unknown>
}
