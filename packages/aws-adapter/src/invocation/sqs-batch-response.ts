/** The answer to a batch of SQS: the messages that are to be delivered again. */
export interface SqsBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}
