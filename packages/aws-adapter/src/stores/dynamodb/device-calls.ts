import type { GetItemCommand, GetItemOutput, PutItemCommand, ScanCommand, ScanOutput } from '@aws-sdk/client-dynamodb'

/** The calls that the device store makes to DynamoDB. A `DynamoDBClient` fits without a cast. */
export interface DeviceStoreCalls {
  send(command: GetItemCommand): Promise<GetItemOutput>
  send(command: PutItemCommand): Promise<unknown>
  send(command: ScanCommand): Promise<ScanOutput>
}
