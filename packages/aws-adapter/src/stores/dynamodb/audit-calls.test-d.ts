import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDbAuditCalls } from './audit-calls.js'

const accepts = (_client: DynamoDbAuditCalls): void => {}

accepts(new DynamoDBClient({ region: 'eu-central-1' }))
// @ts-expect-error the calls are those of another service
accepts(new SQSClient({ region: 'eu-central-1' }))
// @ts-expect-error an answer must be promised
accepts({ send: () => ({}) })
