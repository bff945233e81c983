import type { Registration } from '@thingplan/core'
import { type Calls, estimate } from '@thingplan/core/capacity'
import { type CallRate, type QuotaPart, rateOfCalls } from '../concurrency/rate-of-calls.js'

/** How long a run takes, and what keeps it from being faster. */
export interface RedriveEstimate extends CallRate {
  /** Certificates that are stuck and old enough. */
  readonly certificates: number
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

/**
 * How long a run over so many certificates takes.
 *
 * @param registrations - what is carried out; nothing in a dry run
 * @throws {AdapterError} `adapter-option`
 */
export const estimateRedrive = (
  certificates: number,
  registrations: readonly Registration[],
  part: QuotaPart,
): RedriveEstimate => {
  const rate = rateOfCalls(registrations.length === 0 ? callsToExplain : callsToRegister(registrations), part)
  return Object.freeze({ certificates, ...rate, seconds: certificates / rate.perSecond })
}
