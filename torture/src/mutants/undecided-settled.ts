import type { JitrHandler, JitrOutcome } from '@thingplan/aws-adapter'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

const settling =
  (handler: JitrHandler, outcomeOf: (messageId: string) => JitrOutcome | undefined): JitrHandler =>
  async (event, context) => {
    const response = await handler(event, context)
    if (!('batchItemFailures' in response)) return response
    const isUndecided = (id: string): boolean => outcomeOf(id)?.kind === 'undecided'
    return { batchItemFailures: response.batchItemFailures.filter(({ itemIdentifier: id }) => !isUndecided(id)) }
  }

export const undecidedSettled: Mutant = {
  name: 'undecided taken for settled',
  mistake: 'a device whose verifier does not answer is never asked about again',
  shows: /is PENDING_ACTIVATION, not ACTIVE$/,
  flow: createJitrFlow({ handler: settling }),
}
