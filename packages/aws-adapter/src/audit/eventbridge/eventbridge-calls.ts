import type { PutEventsCommand, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge'

/** The call that the audit sink makes to EventBridge. An `EventBridgeClient` fits without a cast. */
export interface EventBridgeCalls {
  send(command: PutEventsCommand): Promise<PutEntries>
}

/** What the sink reads of the answer. */
export type PutEntries = Partial<Pick<PutEventsCommandOutput, 'Entries'>>
