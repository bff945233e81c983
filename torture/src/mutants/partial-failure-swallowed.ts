import type { JitrHandler } from '@thingplan/aws-adapter'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

/** Names all messages of a batch that failed but the last. */
const swallowing =
  (handler: JitrHandler): JitrHandler =>
  async (event, context) => {
    const response = await handler(event, context)
    return 'batchItemFailures' in response ? { batchItemFailures: response.batchItemFailures.slice(0, -1) } : response
  }

export const partialFailureSwallowed: Mutant = {
  name: 'swallowed partial failure of a batch',
  mistake: 'a message that failed is not named in batchItemFailures, and its device is lost',
  shows: /is PENDING_ACTIVATION, not ACTIVE$/,
  flow: createJitrFlow({ handler: swallowing }),
}
