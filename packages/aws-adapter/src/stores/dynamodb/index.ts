export type { DynamoDbCalls } from './dynamodb-calls.js'
export { createDynamoDbClaimStore, type DynamoDbClaimStoreOptions } from './dynamodb-claim-store.js'
