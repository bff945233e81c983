import type { JitrHandler, JitrOutcome } from '@thingplan/aws-adapter'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

const failingTogether =
  (handler: JitrHandler, outcomeOf: (messageId: string) => JitrOutcome | undefined): JitrHandler =>
  async (event, context) => {
    const response = await handler(event, context)
    const failures = 'batchItemFailures' in response ? response.batchItemFailures : []
    for (const { itemIdentifier } of failures) {
      const outcome = outcomeOf(itemIdentifier)
      if (outcome?.kind === 'failed' && outcome.reason === 'event-malformed') throw new Error(outcome.message)
    }
    return response
  }

export const poisonFailsBatch: Mutant = {
  name: 'poison takes its batch down',
  mistake: 'a message that cannot be read fails the invocation, and is delivered for ever',
  shows: /^event-0 was not settled/,
  flow: createJitrFlow({ handler: failingTogether }),
}
