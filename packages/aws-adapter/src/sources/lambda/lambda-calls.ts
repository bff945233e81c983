import type { InvocationResponse, InvokeCommand } from '@aws-sdk/client-lambda'

/** The call that the verifier makes to Lambda. A `LambdaClient` fits without a cast. */
export interface LambdaCalls {
  send(command: InvokeCommand, options?: { readonly abortSignal?: AbortSignal }): Promise<InvocationResponse>
}
