import type { RuleEvent } from '@thingplan/emulator'
import type { Batch, SqsEvent } from '../service.js'

/** How often a message is delivered before it is put aside (`maxReceiveCount`). */
const mostReceives = 5

/**
 * Between a rule and a function, in place of SQS: a message that fails comes again, and one that fails each time is put aside.
 *
 * @throws for a message that is put aside
 */
export const throughQueue =
  (work: (event: SqsEvent) => Promise<Batch>) =>
  async (event: RuleEvent): Promise<void> => {
    const record = { messageId: 'm-1', body: JSON.stringify(event), eventSource: 'aws:sqs' }
    for (let receives = 1; receives <= mostReceives; receives += 1) {
      const { batchItemFailures } = await work({ Records: [record] })
      if (batchItemFailures.length === 0) return
    }
    throw new Error(`the message was put aside: ${record.body.slice(0, 200)}`)
  }
