import type { Registration } from '@thingplan/core'
import { type Calls, defaultQuotas, documentedQuotas, estimate, type Quotas } from '@thingplan/core/capacity'
import { AdapterError } from '../error/adapter-error.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'

/** How much of the account's quotas a run may take. */
export interface RedrivePace {
  /** Calls a second that the account has, by operation, where they differ from `defaultQuotas`. */
  readonly quotas?: Quotas
  /** How much of them may be used, in percent: 1 to 100. Default 80; the rest is for devices that register meanwhile. */
  readonly quotaPercent?: number
}

/** How long a run takes, and what keeps it from being faster. */
export interface RedriveEstimate {
  /** Certificates that are stuck and old enough. */
  readonly certificates: number
  readonly perSecond: number
  readonly limitedBy: string
  readonly seconds: number
}

/** Of the most expensive profile: what is stuck for good takes fewer, and some more to be explained. */
const callsToRegister = (registrations: readonly Registration[]): Calls => {
  const most = new Map<string, number>()
  for (const registration of registrations) {
    for (const profile of registration.profiles) {
      const { calls } = estimate(registration, { devices: { [profile]: 1 } })
      for (const [operation, count] of Object.entries(calls.perDevice)) {
        // The device does not connect for this.
        if (!operation.startsWith('mqtt:')) most.set(operation, Math.max(count, most.get(operation) ?? 0))
      }
    }
  }
  return Object.fromEntries(most)
}

const callsToExplain: Calls = { DescribeCertificate: 2, ListAttachedPolicies: 1, ListPrincipalThings: 1 }

const requireQuota = (operation: string, quotas: Quotas): number => {
  const quota = Object.hasOwn(quotas, operation) ? quotas[operation] : defaultQuotas[operation]
  if (typeof quota === 'number' && quota > 0 && Number.isFinite(quota)) return quota
  throw new AdapterError('adapter-option', `\`quotas.${operation}\` is no number of calls a second`, {
    field: `quotas.${operation}`,
    value: String(quota),
    remedy: 'give a number above 0, as Service Quotas has it',
  })
}

/**
 * How long a run over so many certificates takes.
 *
 * @param registrations - what is carried out; nothing in a dry run
 * @throws {AdapterError} `adapter-option`
 */
export const estimateRedrive = (
  certificates: number,
  registrations: readonly Registration[],
  pace: RedrivePace,
): RedriveEstimate => {
  const { quotas = {} } = pace
  refuseUnknownOptions('quotas', quotas, Object.keys(documentedQuotas))
  const percent = numberOption('quotaPercent', pace.quotaPercent, { fallback: 80, min: 1, max: 100 })
  const rates = Object.entries(registrations.length === 0 ? callsToExplain : callsToRegister(registrations)).map(
    ([operation, calls]) => ({
      operation,
      perSecond: (requireQuota(operation, quotas) / calls) * (percent / 100),
    }),
  )
  const { operation: limitedBy, perSecond } = rates.reduce((slowest, rate) =>
    rate.perSecond < slowest.perSecond ? rate : slowest,
  )
  return Object.freeze({ certificates, perSecond, limitedBy, seconds: certificates / perSecond })
}
