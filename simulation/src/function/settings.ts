import { type Estimate, queueSettings } from '@thingplan/core/capacity'

/** What queue, event source mapping, function and handler are told. */
export interface Settings {
  readonly maximumConcurrency: number
  readonly batchSize: number
  /** How many messages of a batch the handler works on at once. */
  readonly handlerConcurrency: number
  /** The part of the quotas that each process may use. */
  readonly share: number
  readonly timeoutMs: number
  readonly visibilityTimeoutMs: number
  readonly maxReceiveCount: number
}

/** All messages of a batch: most of a long queue are repetitions, which wait for the claim store and nothing else. */
const handlerConcurrency = 10

/** The settings that the quotas ask for. */
export const settingsFor = (estimate: Estimate): Settings => {
  const derived = queueSettings(estimate, { concurrency: handlerConcurrency })
  return {
    maximumConcurrency: derived.maximumConcurrency.value,
    batchSize: derived.batchSize.value,
    handlerConcurrency,
    share: derived.share.value,
    timeoutMs: derived.functionTimeout.value * 1000,
    visibilityTimeoutMs: derived.visibilityTimeout.value * 1000,
    maxReceiveCount: derived.maxReceiveCount.value,
  }
}
