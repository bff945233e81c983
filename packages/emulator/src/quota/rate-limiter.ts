import { type Quotas, type TokenBucket, takeToken } from '@thingplan/core/capacity'

/** Counts requests against quotas: a token bucket for each operation, and for some of them one for each holder. */
export class RateLimiter {
  readonly #quotas: ReadonlyMap<string, number>
  readonly #now: () => number
  readonly #buckets = new Map<string, TokenBucket>()
  /** The one that was asked longest ago first. */
  readonly #holders = new Map<string, TokenBucket>()

  constructor(quotas: Quotas, clock: () => Date) {
    this.#quotas = new Map(Object.entries(quotas).filter(([, perSecond]) => Number.isFinite(perSecond)))
    this.#now = () => clock().getTime()
  }

  /** How many buckets are kept for holders. */
  get holders(): number {
    return this.#holders.size
  }

  /** Whether one more request is within the quota of its operation; if so, it is counted. */
  isWithin(operation: string): boolean {
    const perSecond = this.#quotas.get(operation)
    if (perSecond === undefined) return true
    const taking = takeToken(this.#buckets.get(operation), { perSecond }, this.#now())
    this.#buckets.set(operation, taking)
    return taking.isTaken
  }

  /** The same where everybody has a quota of their own. */
  isWithinOwn(operation: string, holder: string): boolean {
    const perSecond = this.#quotas.get(operation)
    if (perSecond === undefined) return true
    const now = this.#now()
    this.#forgetFull(perSecond, now)
    const key = `${operation} ${holder}`
    const taking = takeToken(this.#holders.get(key), { perSecond }, now)
    this.#holders.delete(key)
    this.#holders.set(key, taking)
    return taking.isTaken
  }

  /** A bucket that has had the time to fill is like none: so no more are kept than are asked in that time. */
  #forgetFull(perSecond: number, now: number): void {
    const timeToFill = (Math.max(1, perSecond) / perSecond) * 1000
    for (const [key, { at }] of this.#holders) {
      if (now - at < timeToFill) return
      this.#holders.delete(key)
    }
  }
}
