import { AsyncLocalStorage } from 'node:async_hooks'
import type { Quotas } from '@thingplan/core/capacity'
import { passTime } from '../concurrency/pass-time.js'
import { throttlings } from '../driver/error-classification.js'
import { lapseOf } from '../driver/lapse.js'
import { noteSentAt } from '../driver/sent-at.js'
import { errorName } from '../error/error-name.js'
import { type Deadline, type InvocationContext, readDeadline } from '../invocation/deadline.js'
import { numberOption } from '../options/number-option.js'
import { checkRate, quotasOption } from '../options/quotas-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../options/required-option.js'
import { Lane, type LaneState } from './lane.js'
import { operationName } from './operation-name.js'
import { startPace } from './pace.js'
import { PacingError } from './pacing-error.js'

/** Whatever sends commands: a client of the SDK, the emulator's, or one written by hand. */
export interface SendsCommands {
  readonly send: (...command: never[]) => unknown
}

export interface PacedClientOptions {
  /** Calls per second by operation, where they are other than the defaults of `@thingplan/core/capacity`: more than 0, to 1000000. */
  readonly quotas?: Quotas
  /**
   * The part of each quota that this process may use: more than 0, to 1. Default 1. Processes that do not know of each other may all have
   * 1, since each goes slower when AWS throttles; they lose less by it where their shares add up to 1.
   */
  readonly share?: number
  /** How long an idle time, in milliseconds, may be caught up with at once: 0 to 10000. Default 1000. */
  readonly burstMs?: number
  /** How many calls of one operation may wait: 1 to 100000. Default 1000. */
  readonly queueLimit?: number
  /** How often a call is made that AWS throttles, the first time included: 1 to 100. Default 10. */
  readonly maxAttempts?: number
  /** Time, in milliseconds, that an invocation keeps for its answer: 0 to 60000. Default 1000. That of the handler. */
  readonly reserveMs?: number
  /** Default: the system's clock. */
  readonly clock?: () => Date
  /** Passes the milliseconds until a call's turn. Default: a timer. */
  readonly sleep?: (ms: number) => Promise<void>
}

const known: readonly (keyof PacedClientOptions)[] = [
  'quotas',
  'share',
  'burstMs',
  'queueLimit',
  'maxAttempts',
  'reserveMs',
  'clock',
  'sleep',
]

/** A client that keeps to the quotas of AWS IoT. */
export interface PacedClient<Client extends SendsCommands> {
  readonly send: Client['send']
  /**
   * Does work of which every call knows when its invocation ends: one whose turn would come later fails at once, with a `PacingError`.
   *
   * @param context - Lambda's; without one, nothing ends
   */
  during<Result>(context: InvocationContext | undefined, work: () => Promise<Result>): Promise<Result>
  /** What each operation is doing that has been called so far. */
  lanes(): readonly LaneState[]
}

/** How many attempts of its own the SDK needed. It tries again where AWS throttles, and after 5xx: both are reasons to go slower. */
const attemptsIn = (answer: unknown): number => {
  if (typeof answer !== 'object' || answer === null || !('$metadata' in answer)) return 1
  const metadata = answer.$metadata
  if (typeof metadata !== 'object' || metadata === null || !('attempts' in metadata)) return 1
  return typeof metadata.attempts === 'number' ? metadata.attempts : 1
}

const isThrottling = (error: unknown): boolean => throttlings.includes(errorName(error))

/**
 * A client whose calls keep to the quotas of AWS IoT, each operation to its own: they wait their turn in the order in which they come.
 * What AWS throttles nonetheless, since others use the quota too, slows its operation down and is sent again, in its old place; what AWS
 * carries out lets it go faster again, up to the share. So several processes come to equal parts without knowing of each other.
 *
 * The SDK has `retryMode: 'adaptive'`. It does not do here: its one rate is that of a client, so that the ten UpdateCertificate a second
 * would slow the hundred CreateThing down; it starts without a limit and learns a quota by running into it; whoever waits, waits in no
 * order and beyond the end of the invocation; and it takes a used-up quota (`LimitExceededException`) for throttling. Leave the SDK at its
 * default `standard`. What it tries again by itself is noticed, and counted.
 *
 * Create it once, outside the handler function, like the client itself.
 *
 * @param client - an `IoTClient`, or anything else that sends commands
 * @param options - see `PacedClientOptions` for defaults and ranges
 * @returns a client that sends the same commands, and fails as that one does or with `PacingError`: `pacing-deadline`,
 *   `pacing-queue-full`. To the driver and the handlers both are throttling: the step may be tried again, the message comes again.
 * @throws {AdapterError} `adapter-option` for an option or a quota that does not exist or has the wrong type or range
 *
 * @example
 * ```ts
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createIotDriver } from '@thingplan/aws-adapter'
 * import { createPacedClient } from '@thingplan/aws-adapter/pacing'
 *
 * const client = createPacedClient(new IoTClient({ region: 'eu-central-1' }), { share: 0.5 })
 * const driver = createIotDriver({ client })
 * client.lanes() // => []
 * ```
 */
export const createPacedClient = <Client extends SendsCommands>(
  client: Client,
  options: PacedClientOptions = {},
): PacedClient<Client> => {
  refuseUnknownOptions('createPacedClient', options, known)
  requireClient(client, 'client')
  const { share = 1, clock = () => new Date(), sleep = passTime } = options
  const quotaOf = quotasOption(options.quotas)
  checkRate('share', share, 1)
  requireFunction(clock, 'clock')
  requireFunction(sleep, 'sleep')
  const burstMs = numberOption('burstMs', options.burstMs, { fallback: 1_000, min: 0, max: 10_000 })
  const queueLimit = numberOption('queueLimit', options.queueLimit, { fallback: 1_000, min: 1, max: 100_000 })
  const maxAttempts = numberOption('maxAttempts', options.maxAttempts, { fallback: 10, min: 1, max: 100 })
  const reserveMs = numberOption('reserveMs', options.reserveMs, { fallback: 1_000, min: 0, max: 60_000 })

  const lanes = new Map<string, Lane>()
  const laneOf = (operation: string): Lane => {
    const known = lanes.get(operation)
    if (known !== undefined) return known
    const pace = startPace({ quota: quotaOf(operation), share, burstMs })
    const lane = new Lane({ operation, pace, queueLimit, clock, sleep })
    lanes.set(operation, lane)
    return lane
  }

  const deadlines = new AsyncLocalStorage<Deadline>()

  const sendPaced = async (command: object, send: () => Promise<unknown>): Promise<unknown> => {
    const lane = laneOf(operationName(command))
    const deadline = deadlines.getStore()
    const lapse = lapseOf(command)
    const remaining = (): number | undefined => {
      const left = deadline?.remainingMs()
      return lapse === undefined ? left : Math.min(left ?? Number.POSITIVE_INFINITY, lapse - clock().getTime())
    }
    const ticket = lane.takeTicket()
    let throttling: unknown
    for (let attempt = 1; ; attempt += 1) {
      let sentAt: number
      try {
        sentAt = await lane.turn(ticket, remaining)
      } catch (error) {
        // What AWS has said is more than what it would not be asked again.
        throw throttling !== undefined && error instanceof PacingError ? throttling : error
      }
      noteSentAt(command, sentAt)
      try {
        const answer = await send()
        if (attemptsIn(answer) > 1) lane.wasThrottled(sentAt)
        else lane.succeeded()
        return answer
      } catch (error) {
        if (!isThrottling(error)) throw error
        lane.wasThrottled(sentAt)
        if (attempt >= maxAttempts) throw error
        throttling = error
      }
    }
  }

  return {
    send: new Proxy(client.send, {
      apply: (send, _self, parameters) => sendPaced(parameters[0], async () => Reflect.apply(send, client, parameters)),
    }),
    during: (context, work) => deadlines.run(readDeadline(context, reserveMs), work),
    lanes: () => [...lanes.values()].map(({ state }) => state),
  }
}
