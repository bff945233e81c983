import type { Calls } from '@thingplan/core/capacity'
import { type CallRate, type QuotaPart, rateOfCalls } from '../../../concurrency/rate-of-calls.js'
import { numberOption } from '../../../options/number-option.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'

/** What the handler and `createIotDriver` call for one device, from its request to its acknowledgement, if nothing is repeated. */
export const callsOfRotation = (policies: number): Calls => ({
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

export interface RotationPace extends QuotaPart {
  /** Policies of a certificate: 0 to 10. Default 1. */
  readonly policies?: number
}

/**
 * How fast devices can be begun, and what keeps it from being faster.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const rateOf = ({ policies, ...part }: RotationPace): CallRate =>
  rateOfCalls(callsOfRotation(numberOption('policies', policies, { fallback: 1, min: 0, max: 10 })), part)

/** A wave, as it is estimated. */
export interface EstimatedWave {
  readonly devices: number
  readonly perSecond: number
  /** How long it takes to begin its devices. */
  readonly seconds: number
  /** How long the next wave waits after it. */
  readonly pauseSeconds: number
}

export interface RotationEstimate extends CallRate {
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
 * import { estimateRotation } from '@thingplan/aws-adapter/rotation/due'
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
