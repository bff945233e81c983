import { createChance } from '../chance/chance.js'
import { drawSchedule } from '../schedule/draw-schedule.js'
import { faultNames } from '../schedule/fault-table.js'
import { calmSchedule, type Schedule } from '../schedule/schedule.js'
import { shrink } from '../search/shrink.js'
import { type Found, Torturer } from '../search/torturer.js'
import type { Mutant } from './mutant.js'

const mostSeeds = 400

/** One request of one worker, failed in one way. */
const drawOneFault = (seed: number, requests: number): Schedule => {
  const chance = createChance(seed, 5)
  const fault = faultNames[chance.below(faultNames.length)] ?? 'throttled'
  return { ...calmSchedule(seed), faults: [{ worker: 0, request: chance.below(requests), fault }] }
}

/** What finds what the bug is about, shrunk to what it needs; undefined where nothing does. */
export const huntMutant = async ({ flow, shows }: Mutant): Promise<Found | undefined> => {
  const torturer = new Torturer(flow)
  const isShown = async (schedule: Schedule): Promise<boolean> => {
    const { failures } = await torturer.perform(schedule)
    return failures.some((failure) => shows.test(failure))
  }
  for (let seed = 0; seed < mostSeeds; seed += 1) {
    const { requests } = await torturer.learn(seed)
    for (const schedule of [drawOneFault(seed, requests), drawSchedule(seed, requests)]) {
      if (!(await isShown(schedule))) continue
      const smallest = await shrink(schedule, isShown)
      const { failures } = await torturer.perform(smallest)
      return { schedule: smallest, failures }
    }
  }
  return undefined
}
