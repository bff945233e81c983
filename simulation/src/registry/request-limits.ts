import { type Quotas, type TokenBucket, takeToken } from '@thingplan/core/capacity'

/** Calls of an operation: how many arrived, and how many of them were refused as over the quota. */
export interface CallCount {
  calls: number
  throttled: number
}

/** The quotas of an account: a token bucket an operation, which holds what one second brings. */
export class RequestLimits {
  readonly counts: Map<string, CallCount> = new Map()
  readonly #quotas: Quotas
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(quotas: Quotas) {
    this.#quotas = quotas
  }

  /** Whether AWS takes the call. */
  admit(operation: string, now: number): boolean {
    const count = this.counts.get(operation) ?? { calls: 0, throttled: 0 }
    this.counts.set(operation, count)
    count.calls += 1
    const perSecond = this.#quotas[operation]
    if (perSecond === undefined) return true
    const taking = takeToken(this.#buckets.get(operation), { perSecond }, now)
    this.#buckets.set(operation, taking)
    if (!taking.isTaken) count.throttled += 1
    return taking.isTaken
  }
}
