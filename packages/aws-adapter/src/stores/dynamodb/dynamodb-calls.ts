import type { DeleteItemCommand, GetItemCommand, GetItemOutput, PutItemCommand } from '@aws-sdk/client-dynamodb'

/** The calls that the claim store makes to DynamoDB. A `DynamoDBClient` fits without a cast. */
export interface DynamoDbCalls {
  send(command: DeleteItemCommand): Promise<unknown>
  send(command: GetItemCommand): Promise<GetItemOutput>
  send(command: PutItemCommand): Promise<unknown>
}
