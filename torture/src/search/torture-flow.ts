import type { Flow } from '../flow.js'
import { variety } from '../run/run-schedule.js'
import { drawSchedule } from '../schedule/draw-schedule.js'
import { schedulesWithOneFault, schedulesWithTwoFaults } from './schedules.js'
import { Torturer } from './torturer.js'

/** Whether there is time for one more, after so many. */
export type Limit = (done: number) => boolean

export interface Effort {
  /** How many scenes every request is failed in: 0 to 24. */
  readonly scenes: number
  readonly single: Limit
  readonly pairs: Limit
  readonly random: Limit
  /** The seed of the first random schedule; the others follow it. */
  readonly firstSeed: number
  /** After so many findings it ends: more of the same helps nobody. Default 5. */
  readonly mostFound?: number
  /** Told after every schedule. */
  readonly onProgress?: (torturer: Torturer) => void
}

/** Tortures a flow: every request in every way, then two at a time, then by chance. */
export const tortureFlow = async (flow: Flow, effort: Effort): Promise<Torturer> => {
  const { single, pairs, random, firstSeed, mostFound = 5, onProgress = () => {} } = effort
  const torturer = new Torturer(flow)
  const { counts, found } = torturer
  const goesOn = (): boolean => found.length < mostFound
  const seeds = Array.from({ length: Math.min(effort.scenes, variety) }, (_, index) => index)

  for (const seed of seeds) {
    for (const schedule of schedulesWithOneFault(seed, (await torturer.learn(seed)).requests)) {
      if (!goesOn()) return torturer
      if (!single(counts.single)) break
      await torturer.run(schedule, 'single')
      onProgress(torturer)
    }
    if (!single(counts.single)) break
    counts.exhausted += 1
  }
  for (const seed of seeds) {
    for (const schedule of schedulesWithTwoFaults(seed, (await torturer.learn(seed)).requests)) {
      if (!goesOn() || !pairs(counts.pairs)) break
      await torturer.run(schedule, 'pairs')
      onProgress(torturer)
    }
  }
  for (let seed = firstSeed; goesOn() && random(counts.random); seed += 1) {
    const { requests } = await torturer.learn(seed)
    await torturer.run(drawSchedule(seed, requests), 'random')
    onProgress(torturer)
  }
  return torturer
}
