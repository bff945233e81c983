import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { Plan } from '../plan/plan.js'
import { compiledOf } from '../registration/compiled-of.js'
import type { Registration } from '../registration/registration.js'
import { type Calls, sumCalls } from './calls.js'
import { documentedQuotas } from './default-quotas.js'
import { callsOfPlan, callsOfProfile, type DeviceCalls } from './device-calls.js'
import { type CheckedFleet, type Fleet, numberIn, readFleet, refuseUnknownOptions } from './fleet.js'
import { type Bound, boundOf, type Load, secondsOf, type WhatIf, whatIfRaised } from './load.js'
import type { Quotas } from './quotas.js'

/** How far a fleet uses the quota of one operation up. */
export interface QuotaUse {
  readonly operation: string
  /** Calls for one device, on average, in the steady state. */
  readonly callsPerDevice: number
  /** Calls for the whole fleet. */
  readonly calls: number
  /** Calls in a second that AWS IoT takes. */
  readonly quota: number
  /** Whether the quota is a guess: AWS names it without a value, or no documentation has it. */
  readonly isQuotaAssumed: boolean
  /** How long these calls alone would take; infinite where knocking leaves nothing of the quota. */
  readonly seconds: number
  /** The part of the quota that is used, from 0 to 1, over the time that the fleet takes. */
  readonly utilisation: number
}

/** What it takes to register a fleet. All times are in seconds, all rates in calls or devices per second. */
export interface Estimate extends Bound {
  readonly devices: number
  /** How many devices become registered in a second, on average. */
  readonly devicesPerSecond: number
  readonly calls: {
    /** Of one device, in the steady state; on average where the fleet has several profiles. */
    readonly perDevice: Calls
    /** Beside these, once in each process. */
    readonly perProcess: Calls
    /** Beside these, once: by the first of a kind, where nothing of what devices share exists yet. */
    readonly firstOfAKind: Calls
    /** Of the whole fleet. */
    readonly total: Calls
  }
  /** By operation, what is used up first comes first. */
  readonly quotas: readonly QuotaUse[]
  /** What raising quotas would give, step by step; each row says all quotas that have to be raised for it. */
  readonly whatIf: readonly WhatIf[]
}

/** Where nothing documents a quota: what most operations of their kind have. */
const assumedQuota = 10

const checkQuotas = (quotas: Quotas): void => {
  refuseUnknownOptions('quotas', quotas, Object.keys(documentedQuotas))
  for (const [operation, perSecond] of Object.entries(quotas)) {
    numberIn(`quotas.${operation}`, perSecond, { min: 0.001, max: 1_000_000 })
  }
}

const quotaOf = (operation: string, quotas: Quotas): Pick<Load, 'quota' | 'isQuotaAssumed'> => {
  const documented = Object.hasOwn(documentedQuotas, operation) ? documentedQuotas[operation] : undefined
  const given = Object.hasOwn(quotas, operation) ? quotas[operation] : undefined
  const quota = given ?? documented?.perSecond ?? assumedQuota
  return {
    quota,
    isQuotaAssumed: documented?.isConfirmed !== true && (given === undefined || given === documented?.perSecond),
  }
}

/** What all devices of a kind cost, and how many they are. */
type Kind = readonly [calls: DeviceCalls, devices: number]

const isPlan = (source: Plan | Registration): source is Plan =>
  typeof source === 'object' && source !== null && 'steps' in source

/** @throws {RegistrationError} `registration-option` for what is neither a plan nor a registration. */
const profilesOf = (source: Plan | Registration): readonly string[] =>
  isPlan(source) ? [] : compiledOf(source).profiles.map(({ name }) => name)

const kindsOf = (source: Plan | Registration, { devices }: CheckedFleet): readonly Kind[] => {
  if (isPlan(source)) return [...devices.values()].map((count) => [callsOfPlan(source), count])
  return compiledOf(source).profiles.flatMap((profile): readonly Kind[] => {
    const count = devices.get(profile.name) ?? 0
    return count === 0 ? [] : [[callsOfProfile(profile, source), count]]
  })
}

/** An event that is looked at: the device has connected, and its certificate is described. */
const look: Calls = /* @__PURE__ */ Object.freeze({ DescribeCertificate: 1, 'mqtt:Connect': 1 })

/**
 * How many calls a fleet costs, how long AWS IoT's quotas make it take, and which quota is worth raising.
 *
 * Counted is what `createIotDriver` sends for the steps of a plan, or what `createJitrHandler` with it sends for the events of a
 * registration, the devices' connections included; a device that AWS throttles or that takes another's place costs more. The time is that
 * of the operation whose quota is used up longest: nothing that keeps to the quotas is faster.
 *
 * @param source - a plan, for as many like it; or a registration
 * @param fleet - `devices` is required; see `Fleet` for the others
 * @param quotas - calls per second by operation, where they are other than the defaults: more than 0, to 1000000
 * @returns frozen plain data; `seconds` is infinite where what comes beside leaves nothing of a quota
 * @throws {CapacityError} `capacity-option` for an option or a quota that does not exist or is out of its range
 * @throws {RegistrationError} `registration-option` for what is neither a plan nor a registration
 * @see `documentedQuotas` for the sources of the quotas
 * @example
 * ```ts
 * import { estimate } from '@thingplan/core/capacity'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const { seconds, bottlenecks, whatIf } = estimate(planFixture(), { devices: 36_000 })
 * seconds // => 3600
 * bottlenecks // => ['DescribeCertificate', 'UpdateCertificate']
 * whatIf[0]?.raise // => { DescribeCertificate: 15, UpdateCertificate: 15 }
 * whatIf[0]?.bottlenecks // => ['AttachPolicy', 'DescribeCertificate', 'UpdateCertificate']
 * ```
 */
export const estimate = (source: Plan | Registration, fleet: Fleet, quotas: Quotas = {}): Estimate => {
  const checked = readFleet(fleet, profilesOf(source))
  checkQuotas(quotas)
  const { duplicatesPerDevice, knocksPerSecond, arrivalSeconds, processes } = checked
  const kinds = kindsOf(source, checked)
  const devices = kinds.reduce((sum, [, count]) => sum + count, 0)
  const perDevice = sumCalls([
    ...kinds.map(([{ each }, count]) => [each, count / devices] as const),
    [look, duplicatesPerDevice],
  ])
  const perProcess = sumCalls(kinds.map(([{ process }]) => [process, 1]))
  const firstOfAKind = sumCalls(kinds.map(([{ first }]) => [first, 1]))
  const counted = sumCalls([
    [perDevice, devices],
    [perProcess, processes],
    [firstOfAKind, 1],
  ])
  const loads = Object.entries(
    sumCalls([
      [counted, 1],
      [knocksPerSecond > 0 ? look : {}, 1],
    ]),
  ).map(
    ([operation]): Load => ({
      operation,
      calls: counted[operation] ?? 0,
      perSecond: (look[operation] ?? 0) * knocksPerSecond,
      isPerDevice: Object.hasOwn(perDevice, operation),
      ...quotaOf(operation, quotas),
    }),
  )
  const bound = boundOf(loads, arrivalSeconds)
  const { seconds } = bound
  const inAll = ({ calls, perSecond }: Load): number => calls + (Number.isFinite(seconds) ? perSecond * seconds : 0)
  const uses = loads.map((load): QuotaUse => {
    const { operation, quota, isQuotaAssumed, perSecond } = load
    return {
      operation,
      callsPerDevice: perDevice[operation] ?? 0,
      calls: inAll(load),
      quota,
      isQuotaAssumed,
      seconds: secondsOf(load),
      utilisation:
        Number.isFinite(seconds) && seconds > 0 ? inAll(load) / (quota * seconds) : Math.min(1, perSecond / quota),
    }
  })
  return freezeDeeply({
    devices,
    devicesPerSecond: seconds > 0 ? devices / seconds : 0,
    ...bound,
    calls: {
      perDevice,
      perProcess,
      firstOfAKind,
      total: Object.fromEntries(uses.map(({ operation, calls }) => [operation, calls])),
    },
    quotas: uses.sort((left, right) => right.seconds - left.seconds || right.utilisation - left.utilisation),
    whatIf: whatIfRaised(loads, devices, arrivalSeconds),
  })
}
