import { createHash } from 'node:crypto'
import type { RegistrationEvent, Sha256 } from '@thingplan/core'
import { mapBounded } from '../../concurrency/map-bounded.js'
import { createIotDriver } from '../../driver/create-iot-driver.js'
import { AdapterError } from '../../error/adapter-error.js'
import { parseEventBody, parseEventObject } from '../../events/parse-event-body.js'
import { type Deadline, type InvocationContext, readDeadline } from '../../invocation/deadline.js'
import { type QueuedMessage, readInvocation } from '../../invocation/read-invocation.js'
import type { SqsBatchResponse } from '../../invocation/sqs-batch-response.js'
import { numberOption } from '../../options/number-option.js'
import { within } from '../../sources/within.js'
import { answerEvent, type Desk, outcomeOfError } from './answer-event.js'
import { checkJitrOptions } from './check-jitr-options.js'
import { JitrError } from './jitr-error.js'
import type { JitrDelivery, JitrHandlerOptions } from './jitr-options.js'
import { isSettled, type JitrOutcome, type SettledJitrOutcome } from './jitr-outcome.js'
import { createRecentOutcomes } from './recent-outcomes.js'
import { routeRegistrations } from './route-registration.js'

/** To a rule: the outcome. To SQS: the messages that failed. */
export type JitrResponse = SettledJitrOutcome | SqsBatchResponse

export type JitrHandler = (event: unknown, context?: InvocationContext) => Promise<JitrResponse>

const nodeSha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

type ReadEvent = () => RegistrationEvent

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
  const { registrations, verifiers } = checkJitrOptions(options)
  const { client, tombstones, revocations, claims, onOutcome, clock = () => new Date(), sha256 = nodeSha256 } = options
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 })
  const reserveMs = numberOption('reserveMs', options.reserveMs, { fallback: 1_000, min: 0, max: 60_000 })
  const timeouts = { fallback: 5_000, min: 100, max: 60_000 }
  const sourceTimeoutMs = numberOption('sourceTimeoutMs', options.sourceTimeoutMs, timeouts)
  const driver = options.driver ?? createIotDriver({ client, clock })
  const route = routeRegistrations(registrations)
  const desk: Desk = {
    world: { client, driver, route, verifiers, tombstones, revocations, clock, sha256, sourceTimeoutMs },
    claims,
    recent: createRecentOutcomes(options.duplicates, clock),
  }

  const report = async (outcome: JitrOutcome, delivery: JitrDelivery, deadline: Deadline): Promise<void> => {
    if (onOutcome === undefined) return
    await within(deadline.after(sourceTimeoutMs), async () => onOutcome(outcome, delivery))
  }

  const answer = async (
    readEvent: ReadEvent,
    deadline: Deadline,
    delivery: Pick<JitrDelivery, 'source' | 'messageId'>,
  ): Promise<JitrOutcome> => {
    let event: RegistrationEvent
    try {
      event = readEvent()
    } catch (error) {
      // Unreadable is unreadable at every delivery: only a dead-letter queue can make use of it.
      const outcome = outcomeOfError(error, error instanceof AdapterError ? 'event-malformed' : 'unexpected')
      await report(outcome, { ...delivery, duplicate: false }, deadline)
      return outcome
    }
    const { outcome, duplicate } = await answerEvent(event, deadline, desk)
    await report(outcome, { ...delivery, event, duplicate }, deadline)
    return outcome
  }

  const answerBatch = async (messages: readonly QueuedMessage[], deadline: Deadline): Promise<SqsBatchResponse> => {
    const answers = await mapBounded(messages, concurrency, async ({ messageId, body }) => ({
      messageId,
      outcome: await answer(() => parseEventBody(body), deadline, { source: 'sqs', messageId }),
    }))
    const failures = answers.filter(({ outcome }) => !isSettled(outcome))
    return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  }

  return async (event, context) => {
    const invocation = readInvocation(event)
    const deadline = readDeadline(context, reserveMs)
    if (invocation.source === 'sqs') return answerBatch(invocation.messages, deadline)
    const outcome = await answer(() => parseEventObject(invocation.event), deadline, { source: 'rule' })
    if (isSettled(outcome)) return outcome
    throw new JitrError(outcome)
  }
}
