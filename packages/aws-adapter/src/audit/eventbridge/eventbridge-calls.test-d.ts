import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { EventBridgeCalls } from './eventbridge-calls.js'

const accepts = (_client: EventBridgeCalls): void => {}

accepts(new EventBridgeClient({ region: 'eu-central-1' }))
accepts({ send: async () => ({ Entries: [] }) })
// @ts-expect-error the calls are those of another service
accepts(new SQSClient({ region: 'eu-central-1' }))
// @ts-expect-error an answer must be promised
accepts({ send: () => ({}) })
