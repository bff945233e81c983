import type { Flow } from '../flow.js'
import { type Run, runSchedule, type Undisturbed, variety } from '../run/run-schedule.js'
import type { FaultName } from '../schedule/fault-table.js'
import { calmSchedule, type Schedule } from '../schedule/schedule.js'
import { shrink } from './shrink.js'

/** A schedule under which something was wrong. */
export interface Found {
  readonly schedule: Schedule
  readonly failures: readonly string[]
}

export interface Counts {
  /** Requests of undisturbed runs, one run for each scene that was set. */
  learned: number
  scenes: number
  /** Scenes of which every request has failed in every way. */
  exhausted: number
  /** Schedules with one fault, with two, and drawn by chance. */
  single: number
  pairs: number
  random: number
  /** Of those, the ones in which two to eight workers were given copies of the same. */
  together: number
  readonly faults: Map<FaultName, number>
  requests: number
  deliveries: number
  copies: number
  poison: number
  violations: number
}

const noCounts = (): Counts => ({
  learned: 0,
  scenes: 0,
  exhausted: 0,
  single: 0,
  pairs: 0,
  random: 0,
  together: 0,
  faults: new Map(),
  requests: 0,
  deliveries: 0,
  copies: 0,
  poison: 0,
  violations: 0,
})

/** What was done to a flow, and what was found. */
export interface Tally {
  readonly flow: Pick<Flow, 'name'>
  readonly counts: Counts
  readonly found: readonly Found[]
}

/** Runs schedules of one flow, counts, and keeps what was found. */
export class Torturer implements Tally {
  readonly flow: Flow
  readonly counts: Counts = noCounts()
  readonly found: Found[] = []
  readonly #undisturbed = new Map<number, Promise<Undisturbed>>()

  constructor(flow: Flow) {
    this.flow = flow
  }

  /** What the scene of a seed comes to undisturbed: worked out once, and without poison, which must not change it. */
  learn(seed: number): Promise<Undisturbed> {
    const scene = seed % variety
    const known = this.#undisturbed.get(scene)
    if (known !== undefined) return known
    const learning = this.#learn(scene)
    this.#undisturbed.set(scene, learning)
    return learning
  }

  /** Runs a schedule; one under which something is wrong is shrunk and kept. */
  async run(schedule: Schedule, kind: 'single' | 'pairs' | 'random'): Promise<void> {
    const run = await this.perform(schedule)
    this.counts[kind] += 1
    if (schedule.workers > 1 && run.copies > 0) this.counts.together += 1
    this.#count(run)
    if (run.failures.length === 0) return
    const smallest = await shrink(schedule, async (smaller) => (await this.perform(smaller)).failures.length > 0)
    const { failures } = await this.perform(smallest)
    this.found.push({ schedule: smallest, failures })
  }

  /** Runs a schedule, and neither counts nor keeps anything. */
  async perform(schedule: Schedule): Promise<Run> {
    return runSchedule(this.flow, schedule, await this.learn(schedule.seed))
  }

  async #learn(seed: number): Promise<Undisturbed> {
    const withPoison = calmSchedule(seed)
    const withoutPoison = { ...withPoison, poison: false }
    const run = await runSchedule(this.flow, withoutPoison)
    const poisoned = await runSchedule(this.flow, withPoison, run)
    if (run.failures.length > 0) this.found.push({ schedule: withoutPoison, failures: run.failures })
    if (poisoned.failures.length > 0) this.found.push({ schedule: withPoison, failures: poisoned.failures })
    this.counts.scenes += 1
    this.counts.learned += poisoned.requests.length
    return { state: run.state, roundMs: run.roundMs, requests: poisoned.requests.length }
  }

  #count({ requests, deliveries, copies, poison, violations }: Run): void {
    const { counts } = this
    for (const { fault } of requests) {
      if (fault !== undefined) counts.faults.set(fault, (counts.faults.get(fault) ?? 0) + 1)
    }
    counts.requests += requests.length
    counts.deliveries += deliveries
    counts.copies += copies
    counts.poison += poison
    counts.violations += violations
  }
}
