import { LambdaClient } from '@aws-sdk/client-lambda'
import type { LambdaCalls } from './lambda-calls.js'

const accepts = (_client: LambdaCalls): void => {}

accepts(new LambdaClient({ region: 'eu-central-1' }))
accepts({ send: async () => ({ StatusCode: 200 }) })
// @ts-expect-error an answer must be promised
accepts({ send: () => ({ StatusCode: 200 }) })
