import { KMSClient } from '@aws-sdk/client-kms'
import type { KmsCalls } from './kms-calls.js'

const accepts = (_client: KmsCalls): void => {}

accepts(new KMSClient({ region: 'eu-central-1' }))
// @ts-expect-error the calls are missing
accepts({})
// @ts-expect-error an answer must be promised
accepts({ send: () => ({}) })
