import type { SendMessageBatchCommand, SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs'

/** The call that the audit sink makes to SQS. An `SQSClient` fits without a cast. */
export interface SqsCalls {
  send(command: SendMessageBatchCommand): Promise<SentMessages>
}

/** What the sink reads of the answer. */
export type SentMessages = Partial<Pick<SendMessageBatchCommandOutput, 'Failed' | 'Successful'>>
