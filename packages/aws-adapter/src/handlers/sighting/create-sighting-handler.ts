import type { AuditEvent } from '@thingplan/core/audit'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import { tellOutcome } from '../../audit/tell-outcome.js'
import { mapBounded } from '../../concurrency/map-bounded.js'
import { AdapterError } from '../../error/adapter-error.js'
import { readRuleBody } from '../../events/parse-event-body.js'
import { type Deadline, type InvocationContext, readDeadline } from '../../invocation/deadline.js'
import { takeInvocation } from '../../invocation/read-invocation.js'
import type { SqsBatchResponse } from '../../invocation/sqs-batch-response.js'
import { numberOption } from '../../options/number-option.js'
import { within } from '../../sources/within.js'
import { isSerialNumber } from '../vending/serial-number.js'
import { auditSightingOutcome } from './audit-sighting-outcome.js'
import { carryOn } from './carry-on.js'
import { SightingError } from './sighting-error.js'
import { parseSightingEvent, type SightingEvent } from './sighting-event.js'
import { checkSightingOptions, type SightingHandlerOptions } from './sighting-options.js'
import { isSettled, type SettledSightingOutcome, type SightingOutcome } from './sighting-outcome.js'

/** To a rule: the outcome. To SQS: the messages that failed. */
export type SightingResponse = SettledSightingOutcome | SqsBatchResponse

export type SightingHandler = (event: unknown, context?: InvocationContext) => Promise<SightingResponse>

const failed = (reason: 'event-malformed' | 'unexpected', error: unknown): SightingOutcome => ({
  kind: 'failed',
  reason,
  retryable: reason !== 'event-malformed',
  errors: [error],
})

/**
 * A Lambda handler that is told which devices use which certificates, by lifecycle events of AWS IoT or a rule of one's own:
 * behind the rule, or behind SQS with `ReportBatchItemFailures`.
 *
 * A new certificate that is seen in use takes the place of the old one, which is retired; the token that it was given for is spent. Which
 * device it may be is a hint of the event; which certificate, AWS IoT's own word: a hint that is wrong changes nothing.
 *
 * @param options - `vending`, `store`, `driver` and `serialNumber` are required
 * @returns the handler; behind a rule it throws `SightingError` for what is to be delivered again, and `AdapterError` with
 *   `event-shape` for an invocation that is none of these
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT Core Developer Guide, "Lifecycle events"
 *
 * @example
 * ```ts
 * import { createSightingHandler } from '@thingplan/aws-adapter/vending'
 * import { defineVending } from '@thingplan/core/lifecycle'
 * import { createMemoryDeviceStore, createMemoryDriver } from '@thingplan/core/testing'
 *
 * const handler = createSightingHandler({
 *   vending: defineVending({
 *     account: { id: '123456789012', region: 'eu-central-1' }, registration: 'just-in-time', issuer: 'own-ca',
 *   }),
 *   store: createMemoryDeviceStore(),
 *   driver: createMemoryDriver(),
 *   serialNumber: ({ clientId }) => clientId?.replace(/^pump-/, ''),
 * })
 * const event = { eventType: 'connected', clientId: 'pump-SN-1', principalIdentifier: 'a1'.repeat(32) }
 * const outcome = await handler(event)
 * 'kind' in outcome && outcome.kind // => 'seen'
 * ```
 */
export const createSightingHandler = (options: SightingHandlerOptions): SightingHandler => {
  checkSightingOptions(options)
  const { vending, store, driver, serialNumber: serialNumberOf, onOutcome, audit, clock = () => new Date() } = options
  const { certificateIdField = 'principalIdentifier' } = options
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 })
  const reserveMs = numberOption('reserveMs', options.reserveMs, { fallback: 1_000, min: 0, max: 60_000 })

  const note = async (event: SightingEvent, deadline: Deadline, carried: CarriedPlan[]): Promise<SightingOutcome> => {
    const { certificateId } = event
    if (certificateId === undefined) return { kind: 'ignored', reason: 'no-certificate' }
    const serialNumber = serialNumberOf(event)
    if (serialNumber === undefined || !isSerialNumber(serialNumber)) {
      return { kind: 'ignored', reason: 'no-serial-number', certificateId }
    }
    const about = { serialNumber, certificateId }
    const { signal } = deadline
    const world = { vending, store, driver, clock, signal, carried }
    const remaining = deadline.remainingMs() ?? Number.POSITIVE_INFINITY
    const tooLate: SightingOutcome = { kind: 'failed', reason: 'deadline', retryable: true, ...about, errors: [] }
    if (remaining <= 0) return tooLate
    const done = await within(remaining, () => carryOn({ kind: 'seen', ...about }, world))
    if (done.kind === 'timeout') return tooLate
    if (done.kind === 'error') {
      return { kind: 'failed', reason: 'unexpected', retryable: true, ...about, errors: [done.error] }
    }
    const { settled, transitions, errors } = done.value
    if (settled) return { kind: 'seen', ...about, transitions }
    return { kind: 'failed', reason: 'unavailable', retryable: true, ...about, errors }
  }

  const judge = async (
    readEvent: () => unknown,
    deadline: Deadline,
    carried: CarriedPlan[],
  ): Promise<SightingOutcome> => {
    try {
      const event = parseSightingEvent(readEvent(), certificateIdField)
      return event === undefined ? { kind: 'ignored', reason: 'not-let-in' } : await note(event, deadline, carried)
    } catch (error) {
      return failed(error instanceof AdapterError ? 'event-malformed' : 'unexpected', error)
    }
  }

  const answer = async (
    readEvent: () => unknown,
    deadline: Deadline,
    correlationId: string | undefined,
  ): Promise<SightingOutcome> => {
    const carried: CarriedPlan[] = []
    const outcome = Object.freeze(await judge(readEvent, deadline, carried))
    const events = (): readonly AuditEvent[] => auditSightingOutcome(outcome, { carried, correlationId }, clock())
    const listener = onOutcome && (() => onOutcome(outcome))
    await tellOutcome({ onOutcome: listener, audit, events }, deadline.after(5_000))
    return outcome
  }

  return async (event, context) => {
    const deadline = readDeadline(context, reserveMs)
    const requestId = context?.awsRequestId
    const invocation = await takeInvocation(event, (readEvent) => answer(readEvent, deadline, requestId))
    if (invocation.source === 'sqs') {
      const { messages } = invocation
      const failures = await mapBounded(messages, concurrency, async ({ messageId, body }, index) => {
        const share = deadline.share(messages.length - index, concurrency)
        const outcome = await answer(() => readRuleBody(body), share, messageId)
        return isSettled(outcome) ? [] : [{ itemIdentifier: messageId }]
      })
      return { batchItemFailures: failures.flat() }
    }
    const outcome = await answer(() => invocation.event, deadline, requestId)
    if (isSettled(outcome)) return outcome
    throw new SightingError(outcome)
  }
}
