import { mapBounded } from '../../concurrency/map-bounded.js'
import { parseEventBody, parseEventObject } from '../../events/parse-event-body.js'
import { type Deadline, type InvocationContext, readDeadline, requestOf } from '../../invocation/deadline.js'
import { type QueuedMessage, takeInvocation } from '../../invocation/read-invocation.js'
import type { SqsBatchResponse } from '../../invocation/sqs-batch-response.js'
import { numberOption } from '../../options/number-option.js'
import { checkJitrOptions } from './check-jitr-options.js'
import { JitrError } from './jitr-error.js'
import type { JitrHandlerOptions } from './jitr-options.js'
import { isSettled, type SettledJitrOutcome } from './jitr-outcome.js'
import { openDesk } from './open-desk.js'

/** To a rule: the outcome. To SQS: the messages that failed. */
export type JitrResponse = SettledJitrOutcome | SqsBatchResponse

export type JitrHandler = (event: unknown, context?: InvocationContext) => Promise<JitrResponse>

/**
 * A Lambda handler that turns registration events of AWS IoT into things.
 *
 * Each event is answered with one outcome. Behind SQS, messages whose outcome is `undecided` or `failed` are named in
 * `batchItemFailures`, and no other: give the event source mapping `ReportBatchItemFailures`. Behind a rule such an outcome
 * is thrown as a `JitrError`, so that Lambda's retries and the function's failure destination work.
 *
 * Create it once, outside the handler function: it remembers compared policies and recent outcomes.
 *
 * @param options - `registration` and `client` are required; see `JitrHandlerOptions` for defaults and ranges
 * @returns the handler; it throws `JitrError`, or `AdapterError` with `event-shape` for an invocation that is none of these
 * @throws {AdapterError} `adapter-option` for an option that does not exist or has the wrong type or range, for registrations
 *   that would take the same certificate, and for a verifier without a source
 *
 * @example
 * ```ts
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createJitrHandler } from '@thingplan/aws-adapter'
 * import { defineRegistration, withinValidity } from '@thingplan/core'
 *
 * const sensors = defineRegistration({
 *   name: 'sensors',
 *   rules: [withinValidity()],
 *   profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const handler = createJitrHandler({ registration: sensors, client: new IoTClient({ region: 'eu-central-1' }) })
 * const answer = await handler({ Records: [] })
 * answer // => { batchItemFailures: [] }
 * ```
 */
export const createJitrHandler = (options: JitrHandlerOptions): JitrHandler => {
  const checked = checkJitrOptions(options)
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 })
  const reserveMs = numberOption('reserveMs', options.reserveMs, { fallback: 1_000, min: 0, max: 60_000 })
  const { answer } = openDesk(options, checked)

  const answerBatch = async (messages: readonly QueuedMessage[], deadline: Deadline): Promise<SqsBatchResponse> => {
    const answers = await mapBounded(messages, concurrency, async ({ body, ...message }, index) => {
      const share = deadline.share(messages.length - index, concurrency)
      return { ...message, outcome: await answer(() => parseEventBody(body), share, { source: 'sqs', ...message }) }
    })
    const failures = answers.filter(({ outcome }) => !isSettled(outcome))
    return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  }

  return async (event, context) => {
    const deadline = readDeadline(context, reserveMs)
    const ofRule = { source: 'rule', ...requestOf(context) } as const
    const invocation = await takeInvocation(event, (readEvent) => answer(readEvent, deadline, ofRule))
    if (invocation.source === 'sqs') return answerBatch(invocation.messages, deadline)
    const outcome = await answer(() => parseEventObject(invocation.event), deadline, ofRule)
    if (isSettled(outcome)) return outcome
    throw new JitrError(outcome)
  }
}
