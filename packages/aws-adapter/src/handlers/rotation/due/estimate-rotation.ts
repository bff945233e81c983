import { AdapterError } from '../../../error/adapter-error.js'
import { numberOption } from '../../../options/number-option.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'

/**
 * Calls a second that AWS IoT allows by default (AWS General Reference, "AWS IoT Core endpoints and quotas", throttling limits). The
 * account's own are in Service Quotas.
 */
export const defaultRotationQuotas = {
  AttachPolicy: 15,
  AttachThingPrincipal: 100,
  DescribeCertificate: 10,
  DescribeThing: 350,
  DetachPolicy: 15,
  DetachThingPrincipal: 100,
  ListAttachedPolicies: 15,
  RegisterCertificate: 10,
  UpdateCertificate: 10,
  UpdateThing: 100,
} as const

export type RotationOperation = keyof typeof defaultRotationQuotas

export type RotationQuotas = Readonly<Record<RotationOperation, number>>

/** What the handler and `createIotDriver` call for one device, from its request to its acknowledgement, if nothing is repeated. */
export const callsOfRotation = (policies: number): Readonly<Record<RotationOperation, number>> => ({
  AttachPolicy: policies,
  AttachThingPrincipal: 1,
  DescribeCertificate: 2,
  DescribeThing: 1,
  DetachPolicy: policies,
  DetachThingPrincipal: 1,
  ListAttachedPolicies: 2,
  RegisterCertificate: 1,
  UpdateCertificate: 2,
  UpdateThing: 1,
})

export interface RotationPace {
  /** Calls a second that the account has, where they differ from the defaults: 1 to 10000 each. */
  readonly quotas?: Partial<RotationQuotas>
  /** How much of the quotas may be used, in percent: 1 to 100. Default 80; the rest is for devices that register meanwhile. */
  readonly quotaPercent?: number
  /** Policies of a certificate: 0 to 10. Default 1. */
  readonly policies?: number
}

/** How fast devices can be begun, and what keeps it from being faster. */
export interface RotationRate {
  readonly perSecond: number
  readonly limitedBy: RotationOperation
}

const isOperation = (name: string): name is RotationOperation => Object.hasOwn(defaultRotationQuotas, name)

/** @throws {AdapterError} `adapter-option` */
export const rateOf = (pace: RotationPace): RotationRate => {
  const { quotas = {} } = pace
  refuseUnknownOptions('quotas', quotas, Object.keys(defaultRotationQuotas))
  const policies = numberOption('policies', pace.policies, { fallback: 1, min: 0, max: 10 })
  const quotaPercent = numberOption('quotaPercent', pace.quotaPercent, { fallback: 80, min: 1, max: 100 })
  let slowest: RotationRate | undefined
  for (const [name, calls] of Object.entries(callsOfRotation(policies))) {
    if (!isOperation(name) || calls === 0) continue
    const range = { fallback: defaultRotationQuotas[name], min: 1, max: 10_000 }
    const perSecond = ((numberOption(`quotas.${name}`, quotas[name], range) / calls) * quotaPercent) / 100
    if (slowest === undefined || perSecond < slowest.perSecond) slowest = { perSecond, limitedBy: name }
  }
  if (slowest !== undefined) return slowest
  throw new AdapterError('adapter-option', 'a rotation without calls cannot be', { field: 'policies' })
}

/** A wave, as it is estimated. */
export interface EstimatedWave {
  readonly devices: number
  readonly perSecond: number
  /** How long it takes to begin its devices. */
  readonly seconds: number
  /** How long the next wave waits after it. */
  readonly pauseSeconds: number
}

export interface RotationEstimate extends RotationRate {
  readonly devices: number
  /** From the first device to the last, pauses included. What devices take that are not there is not known. */
  readonly seconds: number
  readonly waves: readonly EstimatedWave[]
}

/** A wave, for an estimate. */
export interface WaveSize {
  readonly devices: number
  /** Default: what the quotas allow. */
  readonly perMinute?: number | undefined
  /** Default 0. */
  readonly pauseSeconds?: number | undefined
}

/**
 * How long a rotation takes, before anything is begun: by the account's quotas, of which UpdateCertificate and DescribeCertificate are
 * the smallest.
 *
 * @param waves - how many devices each has, and how fast it may be
 * @param pace - quotas, and how much of them may be used
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { estimateRotation } from '@thingplan/aws-adapter/rotation'
 *
 * const { perSecond, limitedBy, seconds } = estimateRotation([{ devices: 1_000_000 }])
 * perSecond // => 4
 * limitedBy // => 'DescribeCertificate'
 * seconds / 3600 // => 69.44444444444444
 * ```
 */
export const estimateRotation = (waves: readonly WaveSize[], pace: RotationPace = {}): RotationEstimate => {
  refuseUnknownOptions('estimateRotation', pace, ['quotas', 'quotaPercent', 'policies'])
  const rate = rateOf(pace)
  const estimated = waves.map(({ devices, perMinute, pauseSeconds = 0 }, index) => {
    const perSecond = Math.min(rate.perSecond, (perMinute ?? Number.POSITIVE_INFINITY) / 60)
    const isLast = index === waves.length - 1
    return {
      devices,
      perSecond,
      seconds: devices / perSecond,
      pauseSeconds: isLast || devices === 0 ? 0 : pauseSeconds,
    }
  })
  return Object.freeze({
    ...rate,
    devices: estimated.reduce((sum, { devices }) => sum + devices, 0),
    seconds: estimated.reduce((sum, { seconds, pauseSeconds }) => sum + seconds + pauseSeconds, 0),
    waves: Object.freeze(estimated.map((wave) => Object.freeze(wave))),
  })
}
