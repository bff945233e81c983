import type { IotCalls } from '@thingplan/aws-adapter'
import type { VirtualClock } from '@thingplan/emulator'
import { chance, streams } from '../random.js'
import type { AnyAnswer } from './any-answer.js'
import type { CountingRegistry } from './counting-registry.js'
import { throttled } from './registry-failure.js'
import type { RequestLimits } from './request-limits.js'

/** The service as one account sees it, from every process. */
export interface Service {
  readonly registry: CountingRegistry
  readonly limits: RequestLimits
  readonly clock: VirtualClock
  readonly seed: number
  /** How long a call takes, in milliseconds: from, and less than. */
  readonly latencyMs: readonly [number, number]
}

/** Counts what random numbers are drawn for. */
interface Draws {
  calls: number
  retries: number
}

const attempts = 3
const throttlingPauseMs = 500
const longestPauseMs = 20_000
const retryCost = 5
const retryBudget = 500

/** The name of a command's operation in the API reference: nothing here is bundled, which would change the names of classes. */
const operationName = (command: object): string => command.constructor.name.replace(/Command$/, '')

/** One request: it takes its time, and is refused where it is over the quota. */
const request = async (command: object, service: Service, draws: Draws): Promise<AnyAnswer> => {
  const { clock, seed, limits, registry, latencyMs } = service
  const [fastest, slowest] = latencyMs
  draws.calls += 1
  const ms = fastest + Math.floor((slowest - fastest) * chance(seed, streams.latency, draws.calls))
  const operation = operationName(command)
  await clock.sleep(ms)
  if (!limits.admit(operation, clock.now().getTime())) throw throttled(operation)
  return registry.answer(command)
}

const isThrottling = (error: unknown): boolean => error instanceof Error && error.name === 'ThrottlingException'

/**
 * The client of one process, which tries three times as the AWS SDK does: full jitter over twice as long a pause each time, and a
 * budget of retries that successes fill again.
 *
 * @see AWS SDKs and Tools Reference Guide, "Retry behavior" (standard mode)
 */
export const createSdkClient = (service: Service, draws: Draws): IotCalls => {
  let budget = retryBudget
  const send = async (command: object): Promise<AnyAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await request(command, service, draws)
        budget = Math.min(retryBudget, budget + (attempt === 1 ? 1 : retryCost))
        return { ...answer, $metadata: { attempts: attempt } }
      } catch (error) {
        if (!isThrottling(error) || attempt === attempts || budget < retryCost) throw error
        budget -= retryCost
        draws.retries += 1
        const pause = Math.min(longestPauseMs, throttlingPauseMs * 2 ** (attempt - 1))
        await service.clock.sleep(Math.floor(pause * chance(service.seed, streams.retry, draws.retries)))
      }
    }
  }
  return { send }
}
