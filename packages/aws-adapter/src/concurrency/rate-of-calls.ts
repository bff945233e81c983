import type { Calls, Quotas } from '@thingplan/core/capacity'
import { AdapterError } from '../error/adapter-error.js'
import { numberOption } from '../options/number-option.js'
import { quotasOption } from '../options/quotas-option.js'

/** How much of an account's quotas a run may take. */
export interface QuotaPart {
  /**
   * Calls a second that the account has, by operation, where they differ from `defaultQuotas`: 0.001 to 1000000. One table may serve
   * all tools: what is not called is not looked at. An operation of which no quota is documented counts as 10.
   */
  readonly quotas?: Quotas
  /** How much of them may be used, in percent: 1 to 100. Default 80; the rest is for devices that register meanwhile. */
  readonly quotaPercent?: number
}

/** How fast things can be done that cost calls, and what keeps it from being faster. */
export interface CallRate {
  readonly perSecond: number
  /** The operation whose quota is used up first. */
  readonly limitedBy: string
}

/**
 * How many things a second the quotas allow of which each costs so many calls.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const rateOfCalls = (calls: Calls, part: QuotaPart): CallRate => {
  const quotaOf = quotasOption(part.quotas)
  const percent = numberOption('quotaPercent', part.quotaPercent, { fallback: 80, min: 1, max: 100 })
  const [first, ...others] = Object.entries(calls).flatMap(([limitedBy, count]): readonly CallRate[] =>
    count === 0 ? [] : [{ limitedBy, perSecond: ((quotaOf(limitedBy) / count) * percent) / 100 }],
  )
  if (first === undefined) throw new AdapterError('adapter-option', 'nothing is called', { field: 'quotas' })
  return others.reduce((slowest, rate) => (rate.perSecond < slowest.perSecond ? rate : slowest), first)
}
