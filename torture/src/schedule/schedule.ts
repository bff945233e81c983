import type { FaultName } from './fault-table.js'

/** What goes wrong with one request. */
export interface PlannedFault {
  /** Which worker makes it, from 0; whoever takes the place of a dead one counts on. */
  readonly worker: number
  /** Which of its requests it is, from 0. */
  readonly request: number
  readonly fault: FaultName
}

/** All that decides how a run goes: two runs of one schedule are the same to the last request. */
export interface Schedule {
  /** Decides the scene, who gets which delivery in which order, and how long requests take. */
  readonly seed: number
  /** 1 to 8. */
  readonly workers: number
  /** Deliveries arrive several times, at several workers. */
  readonly copies: boolean
  /** Deliveries arrive in any order. */
  readonly shuffle: boolean
  /** Requests take time, so that those of several workers interleave. */
  readonly jitter: boolean
  /** Poison is among the deliveries. */
  readonly poison: boolean
  readonly faults: readonly PlannedFault[]
}

/** One worker, every delivery once and in order, nothing in between. */
export const calmSchedule = (seed: number): Schedule => ({
  seed,
  workers: 1,
  copies: false,
  shuffle: false,
  jitter: false,
  poison: true,
  faults: [],
})
