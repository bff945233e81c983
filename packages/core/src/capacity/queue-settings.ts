import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { Estimate } from './estimate.js'
import { numberIn, refuseUnknownOptions } from './fleet.js'
import type { QueueSettings } from './queue-setting.js'

export interface QueueSettingsOptions {
  /** How long a call to AWS IoT takes, in milliseconds: 1 to 10000. Default 100. */
  readonly roundTripMs?: number
  /** `concurrency` of the handler: how many messages a function works on at once, 1 to 64. Default 5. */
  readonly concurrency?: number
  /** How many seconds a verifier or AWS IoT may be down without a message ending in the dead-letter queue: 0 to 604800. Default 3600. */
  readonly outageSeconds?: number
  /** Which part of the receives is for nothing, through no fault of the message: 0 to 0.9. Default 0.1. */
  readonly returnedPart?: number
}

const known: readonly (keyof QueueSettingsOptions)[] = ['roundTripMs', 'concurrency', 'outageSeconds', 'returnedPart']

const day = 86_400
/** AWS Lambda API Reference, "ScalingConfig". */
const functionsRange = { least: 2, most: 1000 }
/** Without a batch window; AWS Lambda Developer Guide, "Creating and configuring an Amazon SQS event source mapping". */
const largestBatch = 10
/** AWS Lambda Developer Guide, "Configure Lambda function timeout". */
const longestTimeout = 900
/** For a cold start, a second attempt of the SDK, and a verifier that takes its five seconds. */
const shortestTimeout = 30
/** Amazon SQS API Reference, "SetQueueAttributes". */
const retention = { usual: 4 * day, most: 14 * day }
const mostReceives = 1000
/** Attempts of a message that is at fault itself: what differs from one to the next shows in the log. */
const attempts = 3

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** A number that is moved into a range. */
const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** How often a message may come back so that of all devices less than one comes back more often. */
const innocentReturns = (devices: number, returnedPart: number): number =>
  returnedPart === 0 ? 0 : Math.floor(Math.log(devices) / -Math.log(returnedPart) + 1e-9) + 1

/**
 * The settings of a queue and the Lambda function behind it with which a fleet is registered as fast as the quotas of AWS IoT allow, and
 * no device is lost.
 *
 * For the handler of `createJitrHandler` with a `createPacedClient`: messages that the invocation has no time for go back, and each
 * return uses a receive up.
 *
 * @param estimate - what `estimate` returned, for the fleet and the quotas at hand
 * @param options - see `QueueSettingsOptions` for defaults and ranges
 * @returns frozen plain data: each setting with its unit and its reason
 * @throws {CapacityError} `capacity-option` for an option that does not exist or is out of its range
 * @see AWS Lambda Developer Guide, "Using Lambda with Amazon SQS"; Amazon SQS Developer Guide, "Using dead-letter queues"
 * @example
 * ```ts
 * import { estimate, queueSettings } from '@thingplan/core/capacity'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const { maximumConcurrency, visibilityTimeout } = queueSettings(estimate(planFixture(), { devices: 1_000_000 }))
 * maximumConcurrency.value // => 2
 * visibilityTimeout // => { value: 180, unit: 'seconds', reason: 'six times the timeout of the function, and the batch window' }
 * ```
 */
export const queueSettings = (estimate: Estimate, options: QueueSettingsOptions = {}): QueueSettings => {
  refuseUnknownOptions('queueSettings', options, known)
  const { roundTripMs = 100, concurrency = 5, outageSeconds = 3600, returnedPart = 0.1 } = options
  numberIn('roundTripMs', roundTripMs, { min: 1, max: 10_000 })
  numberIn('concurrency', concurrency, { min: 1, max: 64, whole: true })
  numberIn('outageSeconds', outageSeconds, { min: 0, max: 604_800 })
  numberIn('returnedPart', returnedPart, { min: 0, max: 0.9 })

  const { devices, seconds, calls, quotas } = estimate
  // A backlog is worked off as fast as the quotas allow, however slowly the devices came.
  const bound = quotas[0]?.seconds ?? 0
  const rate = bound > 0 ? devices / bound : 0
  const callsInARow = Object.entries(calls.perDevice).reduce(
    (sum, [operation, count]) => (operation.startsWith('mqtt:') ? sum : sum + count),
    0,
  )
  const registrationSeconds = (callsInARow * roundTripMs) / 1000
  const needed = Math.ceil((rate * registrationSeconds) / concurrency)
  const functions = within(needed, functionsRange.least, functionsRange.most)

  const ratePerFunction = rate / functions
  const batch = within(Math.floor((ratePerFunction * longestTimeout) / 3), 1, largestBatch)
  const batchSeconds = Math.max(registrationSeconds, ratePerFunction > 0 ? batch / ratePerFunction : 0)
  const timeout = within(Math.ceil(2 * batchSeconds + 6), shortestTimeout, longestTimeout)
  const window = 0
  const visibility = 6 * timeout + window
  const kept = within(Math.ceil((2 * seconds) / day) * day, retention.usual, retention.most - day)
  const returns = innocentReturns(devices, returnedPart)
  const receivesInOutage = Math.ceil(outageSeconds / visibility)
  const receives = within(attempts + returns + receivesInOutage, 1, mostReceives)

  const perSecond = Math.round(rate * 100) / 100
  return freezeDeeply<QueueSettings>({
    maximumConcurrency: {
      value: functions,
      unit: 'functions',
      reason: `${perSecond} devices a second, of ${Math.round(registrationSeconds * 1000)} ms and ${concurrency} at once, keep ${count(needed, 'function')} busy; ${functionsRange.least} are the least that Lambda takes, and more would only wait for the quotas`,
    },
    reservedConcurrency: {
      value: functions,
      unit: 'functions',
      reason:
        'as many, where other functions could use up the concurrency of the account: a message that is received and finds no function has used a receive up',
    },
    share: {
      value: 1 / functions,
      unit: 'part of the quotas',
      reason: 'the functions share the quotas of the account, and do not know of each other',
    },
    batchSize: {
      value: batch,
      unit: 'messages',
      reason: `a function has done so many in ${Math.ceil(batchSeconds)} s at its share of the quotas, and repeats no more when it is killed`,
    },
    batchWindow: {
      value: window,
      unit: 'seconds',
      reason: 'a backlog fills batches by itself, and a single device is not made to wait',
    },
    functionTimeout: {
      value: timeout,
      unit: 'seconds',
      reason:
        'twice the time of a batch, a slow verifier and the answer; half a minute at least, for a cold start and the attempts of the SDK',
    },
    visibilityTimeout: {
      value: visibility,
      unit: 'seconds',
      reason: 'six times the timeout of the function, and the batch window',
    },
    messageRetention: {
      value: kept,
      unit: 'seconds',
      reason: retentionReason(seconds, kept),
    },
    maxReceiveCount: {
      value: receives,
      unit: 'receives',
      reason: `${attempts} for faults of its own, ${returns} for returns because an invocation has no time left, and ${receivesInOutage} for an outage of ${outageSeconds} s, one for each visibility timeout`,
    },
    deadLetterRetention: {
      value: retention.most,
      unit: 'seconds',
      reason: 'the most that SQS takes: the time that a message has spent in the other queue counts',
    },
  })
}

const retentionReason = (seconds: number, kept: number): string =>
  seconds > kept
    ? 'the most that leaves the dead-letter queue a day, and less than the fleet takes: devices would be lost, so have quotas raised or let fewer come at once'
    : 'twice the time that the fleet takes, and four days at least: what is not read by then is lost'
