import type { AuditEvent } from '@thingplan/core/audit'
import { LifecycleError, parseRotationMessage, type RotationInternalMessage } from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import { tellOutcome } from '../../audit/tell-outcome.js'
import { mapBounded } from '../../concurrency/map-bounded.js'
import { AdapterError } from '../../error/adapter-error.js'
import { type Deadline, type InvocationContext, readDeadline } from '../../invocation/deadline.js'
import { type QueuedMessage, takeInvocation } from '../../invocation/read-invocation.js'
import type { SqsBatchResponse } from '../../invocation/sqs-batch-response.js'
import { within } from '../../sources/within.js'
import { auditRotationOutcome, type RotationParticulars } from './audit-rotation-outcome.js'
import { failedWith, tooLate } from './failed-outcome.js'
import { readRotationBody, readRotationEvent } from './parse-rotation-event.js'
import { RotationError } from './rotation-error.js'
import { checkRotationOptions, type RotationHandlerOptions } from './rotation-handler-options.js'
import { isSettled, type RotationHandlerOutcome, type SettledRotation } from './rotation-outcome.js'
import { settleMessage } from './settle-message.js'

/** To a rule: the outcome. To SQS: the messages that failed. */
export type RotationResponse = SettledRotation | SqsBatchResponse

/** Changes the certificates of devices. */
export interface RotationHandler {
  /**
   * What devices say: for the rules of `rotationRules`, directly, or through SQS with `ReportBatchItemFailures`. Throws `RotationError` to
   * a rule for what was not done, and `AdapterError` with `event-shape` for an invocation that is none of these; never for what a
   * device has sent.
   */
  readonly lambda: (event: unknown, context?: InvocationContext) => Promise<RotationResponse>
  /**
   * What the program itself says: a device is registered, a rotation is offered, somebody has died on the way. Never rejects. Never to be
   * made of what a device has sent.
   */
  readonly tell: (device: string, message: RotationInternalMessage) => Promise<RotationHandlerOutcome>
}

/** How long, in milliseconds, whoever is told of outcomes may take. */
const listenMs = 5_000

/**
 * Changes the certificates of devices while they work: the state machine of `decideRotation`, carried out on AWS IoT.
 *
 * Who has sent a message is `principal()` of the rule; topic and payload help to find the record. The record is written under a
 * condition on its version before anything is done; what is done converges, so that a message may come as often as it likes.
 * Messages that are forged, malformed or out of order are told to `onOutcome`, and change nothing. Whatever a worker leaves behind that
 * dies is taken up by the device's repetition, or by `resumeRotations`.
 *
 * Create it once, outside the handler function.
 *
 * @param options - `rotation`, `account`, `client`, `data`, `issuer` and `store` are required; see `RotationHandlerOptions`
 * @throws {AdapterError} `adapter-option`
 * @throws {LifecycleError} `lifecycle-option` for a prefix that is none
 *
 * @example
 * ```ts
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane'
 * import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
 * import { createMemoryRotationStore, createRotationHandler } from '@thingplan/aws-adapter/rotation'
 * import { allowRotation, defineRotation } from '@thingplan/core/lifecycle'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const store = createMemoryRotationStore()
 * const rotations = createRotationHandler({
 *   rotation: defineRotation({ name: 'sensors' }),
 *   account: { id: '123456789012', region: 'eu-central-1' },
 *   client: new IoTClient({ region: 'eu-central-1' }),
 *   data: new IoTDataPlaneClient({ region: 'eu-central-1' }),
 *   issuer: createAuthorityIssuer({ authority: await createCertificateAuthority({ subject: 'CN=Fleet CA' }) }),
 *   store,
 * })
 * await store.write({ record: allowRotation({ device: '1234', thingName: 'sensor-1234' }), expects: { version: 0 } })
 * const certificate = { certificateId: 'ab'.repeat(32), keyHash: 'cd'.repeat(32), notAfter: Date.parse('2030-01-01') }
 * const outcome = await rotations.tell('1234', { kind: 'registered', ...certificate })
 * outcome.kind // => 'accepted'
 * ```
 */
export const createRotationHandler = (options: RotationHandlerOptions): RotationHandler => {
  const desk = checkRotationOptions(options)
  const { prefix, concurrency, reserveMs, onOutcome, audit, clock } = desk

  const report = async (
    found: RotationHandlerOutcome,
    particulars: RotationParticulars,
    deadline: Deadline,
  ): Promise<RotationHandlerOutcome> => {
    const outcome = Object.freeze({ ...found, decisions: Object.freeze([...found.decisions]) })
    const listener = onOutcome && (() => onOutcome(outcome))
    const events = (): readonly AuditEvent[] => auditRotationOutcome(outcome, particulars, clock())
    await tellOutcome({ onOutcome: listener, audit, events }, deadline.after(listenMs))
    return outcome
  }

  const judge = async (
    readEvent: () => object,
    deadline: Deadline,
    carriedPlans: CarriedPlan[],
  ): Promise<RotationHandlerOutcome> => {
    let about: { readonly device?: string; readonly principal?: string } = {}
    try {
      const event = readRotationEvent(readEvent())
      about = { principal: event.principal }
      const message = parseRotationMessage(event, prefix)
      about = { device: message.device, principal: message.principal }
      const remaining = deadline.remainingMs() ?? Number.POSITIVE_INFINITY
      if (remaining <= 0) return tooLate({ ...about, decisions: [] })
      const done = await within(remaining, () => settleMessage(message, message.device, desk, deadline, carriedPlans))
      if (done.kind === 'value') return done.value
      return done.kind === 'timeout'
        ? tooLate({ ...about, decisions: [] })
        : failedWith(done.error, { ...about, decisions: [] })
    } catch (error) {
      const reason = error instanceof AdapterError ? 'event-malformed' : 'request-malformed'
      const isBadInput = error instanceof AdapterError || error instanceof LifecycleError
      if (!isBadInput) return failedWith(error, { ...about, decisions: [] })
      return { kind: 'refused', reason, ...about, message: error.message, field: error.field, decisions: [] }
    }
  }

  const answer = async (
    readEvent: () => object,
    deadline: Deadline,
    correlationId: string | undefined,
  ): Promise<RotationHandlerOutcome> => {
    const carriedPlans: CarriedPlan[] = []
    return report(await judge(readEvent, deadline, carriedPlans), { carriedPlans, correlationId }, deadline)
  }

  const answerBatch = async (messages: readonly QueuedMessage[], deadline: Deadline): Promise<SqsBatchResponse> => {
    const failures = await mapBounded(messages, concurrency, async ({ messageId, body }, index) => {
      const share = deadline.share(messages.length - index, concurrency)
      const outcome = await answer(() => readRotationBody(body), share, messageId)
      return isSettled(outcome) ? [] : [{ itemIdentifier: messageId }]
    })
    return { batchItemFailures: failures.flat() }
  }

  return Object.freeze({
    lambda: async (event, context) => {
      const deadline = readDeadline(context, reserveMs)
      const requestId = context?.awsRequestId
      const invocation = await takeInvocation(event, (readEvent) => answer(readEvent, deadline, requestId))
      if (invocation.source === 'sqs') return answerBatch(invocation.messages, deadline)
      const outcome = await answer(() => invocation.event, deadline, requestId)
      if (isSettled(outcome)) return outcome
      throw new RotationError(outcome)
    },
    tell: async (device, message) => {
      const deadline = readDeadline(undefined, reserveMs)
      const carriedPlans: CarriedPlan[] = []
      const outcome = await settleMessage(message, device, desk, deadline, carriedPlans)
      return report(outcome, { carriedPlans, correlationId: undefined }, deadline)
    },
  } satisfies RotationHandler)
}
