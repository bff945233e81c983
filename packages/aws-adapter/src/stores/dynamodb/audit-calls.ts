import type { PutItemCommand } from '@aws-sdk/client-dynamodb'

/** The call that the audit sink makes to DynamoDB. A `DynamoDBClient` fits without a cast. */
export interface DynamoDbAuditCalls {
  send(command: PutItemCommand): Promise<unknown>
}
