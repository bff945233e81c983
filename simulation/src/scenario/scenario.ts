import type { Quotas } from '@thingplan/core/capacity'
import type { Backoff } from '../fleet/fleet.js'
import { type Arrival, atOnce, overTheDay, type PowerCut } from './arrivals.js'

export type ScenarioName = 'all-at-once' | 'day' | 'power-cut'

/** How a fleet comes, and what the account may do. Times are parts of the day. */
export interface Scenario {
  readonly name: ScenarioName
  readonly title: string
  readonly arrival: Arrival
  readonly powerCut?: PowerCut
  readonly backoff: Backoff
  /** Calls in a second, where they are other than the defaults. */
  readonly quotas: Quotas
}

const hour = 1 / 24
const minute = hour / 60

/** A fleet of a million has a day of 24 hours; a smaller one has a shorter day, pauses between knocks included, so that its queue is as long for its size. */
export const dayMsOf = (devices: number): number => (devices * 86_400_000) / 1_000_000

/** Twenty minutes, forty, up to eight hours: a device that waits a day knocks seven times. */
const patient: Backoff = { first: 20 * minute, longest: 8 * hour }

/** What has to be raised to register a hundred devices in a second. */
const tenfold: Quotas = {
  DescribeCertificate: 100,
  UpdateCertificate: 100,
  AttachPolicy: 100,
  'mqtt:RegisterByConnecting': 100,
}

/** Whoever has not come by the cut comes with the power, all but one of a hundred. */
const pluggedIn: Arrival = (device, seed) => {
  const at = overTheDay(device, seed)
  return at < 11 * hour || device % 100 === 0 ? at : 11 * hour
}

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  day: {
    name: 'day',
    title: 'A day: most come around noon; default quotas',
    arrival: overTheDay,
    backoff: patient,
    quotas: {},
  },
  'power-cut': {
    name: 'power-cut',
    title: 'Power cut from 11:00 to 11:30, then all at once; quotas raised tenfold',
    arrival: pluggedIn,
    powerCut: { from: 11 * hour, until: 11.5 * hour, upWithin: 1.5 * minute },
    backoff: patient,
    quotas: tenfold,
  },
  'all-at-once': {
    name: 'all-at-once',
    title: 'All at once, one in a hundred later; default quotas',
    arrival: atOnce(0.99, minute),
    backoff: patient,
    quotas: {},
  },
}

export const scenarioNames: readonly ScenarioName[] = ['day', 'power-cut', 'all-at-once']
