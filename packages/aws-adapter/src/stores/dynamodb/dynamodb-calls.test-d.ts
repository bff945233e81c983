import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { DynamoDbCalls } from './dynamodb-calls.js'

const accepts = (_client: DynamoDbCalls): void => {}

accepts(new DynamoDBClient({ region: 'eu-central-1' }))
// @ts-expect-error the calls are missing
accepts({})
